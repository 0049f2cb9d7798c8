import { parseGenesis } from "../../chain/genesis.ts";
import { verifyProof } from "../../chain/proof/verify-proof.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { CliError, usageError } from "../errors.ts";
import { readJson } from "../files.ts";
import { renderJson } from "../render.ts";

/** Checks a proof offline: the genesis file says whose signatures count, and nothing else is asked. */
export const verifyProofCommand = defineCommand({
  usage: "verify-proof <file>",
  summary: "Checks a proof of a transaction or of state against a genesis file; needs no node.",
  options: [{ flags: "--genesis <file>", summary: "the network's genesis file", required: true }],
  async run(_session, given) {
    const genesis = parseGenesis(readJson(textOption(given, "genesis") ?? ""));
    if (!genesis.ok) {
      const { path, message } = genesis.problem;
      const hint = "Get the file from the network's council.";
      throw usageError("BAD_GENESIS", `The genesis file is wrong: ${path} ${message}.`, hint);
    }
    const verified = verifyProof(readJson(argument(given, 0)), genesis.value);
    if (!verified.ok) {
      const hint = "Do not rely on it. Ask for a new proof, from another node if need be.";
      throw new CliError(verified.code, verified.message, hint);
    }
    const json = { valid: true, ...verified.summary } as Json;
    return { json, text: `The proof holds.\n${renderJson(verified.summary)}` };
  },
});
