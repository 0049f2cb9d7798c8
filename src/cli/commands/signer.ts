import { defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { runInForeground } from "../foreground.ts";
import { SIGNER_ENTRY } from "../node-entry.ts";

/** Runs one signer in the foreground, in a process of its own, as `start` runs a node. */
export const signer = defineCommand({
  usage: "signer",
  summary: "Holds a validator's key for a node in another process, until Ctrl-C.",
  options: [
    { flags: "--config <file>", summary: "the signer's configuration (TOML)", required: true },
    { flags: "--init", summary: "make the state of a key that has never signed, and end" },
  ],
  async run(_session, given) {
    const config = textOption(given, "config") ?? "";
    const init = given.options["init"] === true ? ["--init"] : [];
    const ended = await runInForeground(SIGNER_ENTRY, ["--config", config, ...init]);
    if (ended === undefined) return undefined;
    const hint = "Its reason stands above.";
    throw new CliError("SIGNER_STOPPED", `The signer ended with ${ended}.`, hint);
  },
});
