import { renameSync, writeFileSync } from "node:fs";

import { digestOf } from "../../chain/block.ts";
import { LightClientError } from "../../rpc/light-client.ts";
import { toHex } from "../../primitives/bytes.ts";
import { defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { numberOf, objectOf } from "../ledger.ts";
import { openLightClient } from "../light.ts";
import { renderJson } from "../render.ts";

/** Follows the validators from genesis or from where the file stands, and checks the node's newest final header. */
export const lightSync = defineCommand({
  usage: "light sync",
  summary: "Follows the validator set by its own signatures and checks the node's newest header.",
  options: [
    { flags: "--genesis <file>", summary: "the network's genesis file, to begin with" },
    { flags: "--trust <file>", summary: "where to go on from, and what to write", required: true },
  ],
  async run(session, given) {
    const file = textOption(given, "trust") ?? "";
    const client = openLightClient(given);
    const head = objectOf(await session.call("chain_head"), "head");
    const height = numberOf(head["height"], "height");
    try {
      const epochs = await client.sync(session.node);
      const header = await client.header(session.node, height);
      writeWhole(file, `${JSON.stringify(client.trust(), null, 2)}\n`);
      const json = {
        chainId: client.chainId,
        epoch: client.epoch,
        epochsFollowed: epochs,
        height: header?.height ?? null,
        digest: header === undefined ? null : toHex(digestOf(header)),
        timeMs: header?.timeMs ?? null,
      };
      return {
        json,
        text: `Every signature holds. Trust written to ${file}.\n${renderJson(json)}`,
      };
    } catch (error) {
      if (!(error instanceof LightClientError)) throw error;
      const hint = "Do not rely on this node. The trust file was left as it was.";
      throw new CliError(error.code, error.message, hint);
    }
  },
});

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
