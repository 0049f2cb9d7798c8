import { toHex } from "../../primitives/bytes.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { type JsonObject, listOf, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** Every step of a letter, from the first one on. */
export async function historyOf(session: Session, id: Uint8Array): Promise<JsonObject[]> {
  const steps: JsonObject[] = [];
  for (let fromStep: Json = 0; fromStep !== null;) {
    const found = await session.call("letter_get", { id: toHex(id), fromStep });
    const page = objectOf(found, "letter_get");
    steps.push(...listOf(page["history"], "history").map((one) => objectOf(one, "step")));
    fromStep = page["nextStep"] ?? null;
  }
  return steps;
}
