import { formatAccount } from "../../primitives/account-id.ts";
import { CliError } from "../errors.ts";
import { objectOf, textOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** The name of the participant whose account it is. Throws UNKNOWN_SOURCE. */
export async function participantOf(session: Session, account: Uint8Array): Promise<string> {
  const participant = formatAccount(account);
  const found = await session.call("participant_get", { participant });
  if (found !== null) return textOf(objectOf(found, "participant")["name"], "name");
  const hint = "`portolan participant list` shows who is registered.";
  throw new CliError("UNKNOWN_SOURCE", `${participant} is not registered.`, hint);
}
