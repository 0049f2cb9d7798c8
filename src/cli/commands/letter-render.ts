import { writeFileSync } from "node:fs";

import { commitmentOf } from "../../letters/package/commitment.ts";
import { openPackage } from "../../letters/package/file.ts";
import { renderLetter, type Seal } from "../../letters/render/letter.ts";
import { type Language, LANGUAGES } from "../../letters/render/words.ts";
import { toHex } from "../../primitives/bytes.ts";
import type { Step } from "../../transactions/letters/states.ts";
import { withNames } from "../account-names.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { listOf, numberOf, textOf } from "../ledger.ts";
import { historyOf } from "../letters/history.ts";
import type { Session } from "../session.ts";

export const letterRender = defineCommand({
  usage: "letter render <file>",
  summary: "A letter or an answer as a page for people, with its signatures; a browser prints it.",
  options: [
    { flags: "--lang <language>", summary: "en or zh", fallback: "en" },
    { flags: "--out <file>", summary: "the page; FILE.html if absent" },
    { flags: "--offline", summary: "without the steps that a node knows" },
  ],
  async run(session, given) {
    const language = (textOption(given, "lang") ?? "en") as Language;
    if (!LANGUAGES.includes(language)) {
      throw usageError("LANGUAGE_UNKNOWN", `There is no page in "${language}".`, "Use en or zh.");
    }
    const file = argument(given, 0);
    const { manifest } = await openPackage(file);
    const commitment = toHex(commitmentOf(manifest));
    const isOffline = given.options["offline"] === true;
    const { letter } = manifest.head;
    const seals = isOffline ? [] : await sealsOf(session, letter, commitment);
    const out = textOption(given, "out") ?? `${file}.html`;
    writeFileSync(out, renderLetter(manifest, language, seals), { mode: 0o600 });
    return { json: { file: out, commitment, steps: seals.length }, text: `The page is ${out}.` };
  },
});

async function sealsOf(session: Session, id: Uint8Array, commitment: string): Promise<Seal[]> {
  const steps = await historyOf(session, id);
  const named = listOf(await withNames(session, steps), "steps") as typeof steps;
  return named.map((one) => ({
    step: textOf(one["step"], "step") as Step,
    by: typeof one["by"] === "string" ? one["by"] : undefined,
    signers: listOf(one["signers"], "signers").map((key) => textOf(key, "signer")),
    height: numberOf(one["height"], "height"),
    timeMs: numberOf(one["timeMs"], "timeMs"),
    isOfThis: one["commitment"] === commitment,
  }));
}
