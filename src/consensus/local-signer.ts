import { statementHash } from "../chain/vote.ts";
import type { SignerPort } from "./ports.ts";

/** A key in this process: it signs whatever consensus asks for, since C7 is kept there and remembered in the journal. */
export function localSigner(key: { sign(message: Uint8Array): Uint8Array }): SignerPort {
  return { sign: (statement) => key.sign(statementHash(statement)) };
}
