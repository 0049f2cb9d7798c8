import { blind } from "../../persons/blind.ts";
import { inputOf, type PersonalDocument } from "../../persons/document.ts";
import { finalise } from "../../persons/finalise.ts";
import { personKeyOf } from "../../persons/person-key.ts";
import { fromHex, toHex } from "../../primitives/bytes.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { limits } from "../../primitives/limits.ts";
import { CliError } from "../errors.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** The key that the ledger has for a country. Throws KEY_NOT_SET. */
export async function registeredKey(session: Session, country: string): Promise<Uint8Array> {
  const found = await session.call("customs_personKey", { country });
  if (found !== null) return bytesOf(objectOf(found, "key")["publicKey"], "publicKey");
  const message = `No regulator of ${country} has registered a key for people.`;
  const hint = "`portolan customs set-person-key` does, with a regulator's key.";
  throw new CliError("KEY_NOT_SET", message, hint);
}

/**
 * The person keys of documents, in their order, a hundred at a time. Blinds and factors never leave this function; what the node is
 * sent says nothing of a number. Throws PROOF_INVALID if anything was evaluated under another key than the given one.
 */
export async function askKeys(
  session: Session,
  documents: readonly PersonalDocument[],
  { country, publicKey }: { readonly country: string; readonly publicKey: Uint8Array },
): Promise<Uint8Array[]> {
  const keys: Uint8Array[] = [];
  for (let at = 0; at < documents.length; at += limits.blindedPerRequest) {
    const some = documents.slice(at, at + limits.blindedPerRequest);
    const blindings = some.map((one) => blind(inputOf(one)));
    const params = { country, blinded: blindings.map(({ blinded }) => toHex(blinded)) };
    const answer = objectOf(await evaluated(session, params), "evaluation");
    const given = listOf(answer["evaluated"], "evaluated").map((one) => bytesOf(one, "element"));
    const evaluation = { evaluated: given, proof: bytesOf(answer["proof"], "proof") };
    keys.push(...finalise(blindings, evaluation, publicKey).map((one) => personKeyOf(one)));
  }
  return keys;
}

/** A long file takes as long as the regulator lets a member ask: it is waited for, unless --no-wait says not to. */
async function evaluated(
  session: Session,
  params: { readonly [name: string]: Json },
): Promise<Json> {
  for (;;) {
    try {
      return await session.call("customs_evaluate", params);
    } catch (error) {
      const retryAfterMs = error instanceof CliError ? error.data["retryAfterMs"] : undefined;
      if (typeof retryAfterMs !== "number" || !session.options.wait) throw error;
      const seconds = Math.ceil(retryAfterMs / 1_000);
      session.output.progress(`${(error as CliError).code}: again in ${seconds} s`);
      await new Promise((done) => setTimeout(done, 1_000 * seconds));
    }
  }
}

function bytesOf(json: Json | undefined, what: string): Uint8Array {
  return fromHex(textOf(json, what)) ?? new Uint8Array();
}
