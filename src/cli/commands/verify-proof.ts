import type { Json } from "../../primitives/fields/field.ts";
import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { readJson } from "../files.ts";
import { openLightClient } from "../light.ts";
import { renderJson } from "../render.ts";

/** Checks a proof offline: the genesis file, or a light client's trust, says whose signatures count. Nothing else is asked. */
export const verifyProofCommand = defineCommand({
  usage: "verify-proof <file>",
  summary: "Checks a proof of a transaction, of state or of a header; needs no node.",
  options: [
    { flags: "--genesis <file>", summary: "the network's genesis file" },
    { flags: "--trust <file>", summary: "or what `portolan light sync` wrote" },
  ],
  async run(_session, given) {
    const verified = openLightClient(given).verify(readJson(argument(given, 0)));
    if (!verified.ok) {
      const hint = "Do not rely on it. Ask for a new proof, from another node if need be.";
      throw new CliError(verified.code, verified.message, hint);
    }
    const json = { valid: true, ...verified.summary } as Json;
    return { json, text: `The proof holds.\n${renderJson(verified.summary)}` };
  },
});
