import { CliError } from "../errors.ts";
import type { JsonObject } from "../ledger.ts";
import type { Session } from "../session.ts";
import { putContent } from "./node-contents.ts";

/** Where this is no fault: the node is another one's, or the step waits for more signatures or for its block. */
const LATER = ["NOT_SERVED", "UNKNOWN_LETTER", "COMMITMENT_DIFFERS"];

export interface HandedOver {
  readonly json: JsonObject;
  readonly text: string;
}

/** Gives a package that was just committed to to the node, which delivers it; says how to do it later where that cannot be yet. */
export async function handOver(
  session: Session,
  letter: { readonly id: Uint8Array; readonly firm: string; readonly number: string },
  path: string,
): Promise<HandedOver> {
  try {
    await putContent(session, letter.id, path);
    const text = `Its content is in ${path}, and with the node, which delivers it. Keep the file.`;
    return { json: { file: path, sent: true }, text };
  } catch (error) {
    if (!(error instanceof CliError) || !LATER.includes(error.code)) throw error;
    const later = `portolan letter send ${letter.firm}/${letter.number} ${path}`;
    const text = `Its content is in ${path}: keep it. It is not sent (${error.code}); at a node of yours: ${later}`;
    return { json: { file: path, sent: false }, text };
  }
}
