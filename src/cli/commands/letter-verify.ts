import { stateProof } from "../../chain/proof/document.ts";
import type { Head } from "../../letters/form/head.ts";
import { commitmentOf } from "../../letters/package/commitment.ts";
import { holds, readDisclosure } from "../../letters/package/disclosure.ts";
import { openPackage } from "../../letters/package/file.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { parseJson } from "../../primitives/fields/codec.ts";
import type { Json } from "../../primitives/fields/field.ts";
import {
  letterSteps,
  type StepRecord,
  stepRecord,
  stepsPrefix,
} from "../../transactions/letters/records.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { readJson } from "../files.ts";
import { openLightClient } from "../light.ts";
import { renderJson } from "../render.ts";

/** Checks a letter, an answer or one item of it against what the ledger proves. Nothing is asked of anybody. */
export const letterVerify = defineCommand({
  usage: "letter verify <file>",
  summary:
    "Whether a letter, or one item that was shown, is what was committed to, when and by whom; needs no node.",
  options: [
    { flags: "--proof <file>", summary: "what `portolan letter proof` wrote", required: true },
    { flags: "--genesis <file>", summary: "the network's genesis file" },
    { flags: "--trust <file>", summary: "or what `portolan light sync` wrote" },
  ],
  async run(_session, given) {
    const proof = readJson(textOption(given, "proof") ?? "");
    const verified = openLightClient(given).verify(proof);
    if (!verified.ok) throw new CliError(verified.code, verified.message, DISTRUST);
    const { key, step } = stepProven(proof);
    const { head, isCommittedTo, item } = await shownIn(argument(given, 0));
    if (!key.startsWith(stepsPrefix(head.letter))) {
      throw new CliError("WRONG_LETTER", "The proof is of another letter.", DISTRUST);
    }
    const { commitment } = step;
    if (commitment === undefined || !isCommittedTo(commitment)) {
      const message = "It is not what the ledger has a commitment of.";
      throw new CliError("COMMITMENT_DIFFERS", message, DISTRUST);
    }
    const { by, signers, height, timeMs, ...rest } = stepRecord.toJson(step) as Shown;
    const { firm, bank, entity, number } = head;
    const letter = { ...{ letter: number, firm, bank, entity, document: head.kind }, item };
    const json = {
      valid: true,
      ...letter,
      step: rest["step"]!,
      by,
      signers,
      height,
      timeMs,
    } as Json;
    const what = item === null ? "The document" : `Item ${item} of the document`;
    return { json, text: `${what} is what was committed to.\n${renderJson(json)}` };
  },
});

const DISTRUST = "Do not rely on it. Ask for file and proof again.";
type Shown = { readonly [name: string]: Json };

/** The step that a proof of the ledger's state is about. Throws NOT_A_STEP. */
function stepProven(json: Json): { key: string; step: StepRecord } {
  const parsed = parseJson(stateProof, json);
  if (
    parsed.ok &&
    parsed.value.value !== undefined &&
    parsed.value.key.startsWith("letter/step/")
  ) {
    return { key: parsed.value.key, step: letterSteps.decode(parsed.value.value) };
  }
  const hint = "Name what `portolan letter proof` wrote.";
  throw new CliError("NOT_A_STEP", "The proof is not of a step of a letter.", hint);
}

interface ShownDocument {
  readonly head: Head;
  readonly item: string | null;
  readonly isCommittedTo: (commitment: Uint8Array) => boolean;
}

/** A whole package, or one item that `letter disclose` wrote. */
async function shownIn(path: string): Promise<ShownDocument> {
  if (path.endsWith(".json")) {
    const shown = readDisclosure(readJson(path));
    if (shown === undefined) {
      const hint = "Name what `portolan letter disclose` wrote.";
      throw new CliError("NOT_A_DISCLOSURE", `${path} shows no item of a letter.`, hint);
    }
    const { head, item } = shown;
    return { head, item, isCommittedTo: (commitment) => holds(commitment, shown) };
  }
  const { manifest } = await openPackage(path);
  const own = commitmentOf(manifest);
  return { head: manifest.head, item: null, isCommittedTo: (one) => equalBytes(one, own) };
}
