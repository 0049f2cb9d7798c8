import { formatAccount } from "../primitives/account-id.ts";
import { formatAsset } from "../primitives/asset-id.ts";
import type { Amount } from "../primitives/fields/ledger-kinds.ts";
import { CliError } from "./errors.ts";
import { type JsonObject, objectOf } from "./ledger.ts";
import type { Session } from "./session.ts";

/** The best path that a node finds, as fx_path gives it. Throws NO_PATH. */
export async function pathFound(
  session: Session,
  from: Uint8Array,
  to: Uint8Array,
  exactly: "send" | "deliver",
  { minor }: Amount,
): Promise<JsonObject> {
  const actor = await session.actorIfAny(); // who has quotes of its own, and offers that it does not take
  const account = actor === undefined ? null : formatAccount(actor);
  const wish = { from: formatAsset(from), to: formatAsset(to), exactly, minor: minor.toString() };
  const found = await session.call("fx_path", { ...wish, account });
  if (found !== null) return objectOf(found, "path");
  const hint =
    "Try a smaller amount; `portolan fx book` shows what rests, `fx request` asks a maker.";
  throw new CliError("NO_PATH", "No books or quotes lead there with so much.", hint);
}
