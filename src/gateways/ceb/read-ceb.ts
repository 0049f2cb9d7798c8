import type { DocumentOf } from "./declare/declaration.ts";
import type { BaseTransfer } from "./declare/shared.ts";
import type { CebFault, CebWarning } from "./fault.ts";
import { type SentType, sentMessages } from "./messages/sent.ts";
import { readMessage } from "./read/read-message.ts";

/** One document of a message: its `head`, and its `lines` where the type has them. Names are the specification's. */
export type CebDocument<T extends SentType> = DocumentOf<(typeof sentMessages)[T]>;

/** A message that an enterprise sent. Amounts are text as it was written; times are digits of China's time. */
export type CebMessage = {
  [T in SentType]: {
    readonly type: T;
    readonly guid: string;
    readonly baseTransfer: BaseTransfer;
    readonly documents: readonly CebDocument<T>[];
  };
}[SentType];

export type CebOutcome =
  | { readonly ok: true; readonly message: CebMessage; readonly warnings: readonly CebWarning[] }
  | { readonly ok: false; readonly faults: readonly CebFault[] };

/**
 * Reads a file that an enterprise sends, of one of the types in `messages/sent.ts`.
 *
 * Never throws, whatever the bytes are. It takes a fifth of a second for a file of the largest size: call it where that
 * does not hold up an event loop. A signature in the file is not verified.
 */
export function readCeb(bytes: Uint8Array): CebOutcome {
  return readMessage(sentMessages, bytes) as CebOutcome; // the type follows from the declarations that it is read by
}
