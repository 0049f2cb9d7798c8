import { type SentType, sentMessages } from "./messages/sent.ts";
import type { CebMessage } from "./read-ceb.ts";
import { writeMessage } from "./write/write-message.ts";

/** The file of a message as an enterprise sends it. Throws `UnwritableError` for what `readCeb` would refuse. */
export function writeCeb<T extends SentType>(
  message: Extract<CebMessage, { readonly type: T }>,
): Uint8Array {
  return writeMessage(sentMessages[message.type], message);
}
