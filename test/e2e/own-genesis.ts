import { rmSync, writeFileSync } from "node:fs";

import { genesis as genesisField, type Genesis } from "../../src/chain/genesis.ts";
import { createDevnet, writeConfigs } from "../../src/cli/devnet/create.ts";
import type { Layout } from "../../src/cli/devnet/layout.ts";
import { journalPath, writeFirstJournal } from "../../src/node/first-journal.ts";

/**
 * A devnet with another genesis than its own, ready for its nodes to be started. Another genesis is another network, and
 * nobody has voted yet: the journals are made again.
 */
export async function createWithGenesis(
  layout: Layout,
  { nodes, basePort }: { readonly nodes: number; readonly basePort: number },
  change: (made: Genesis) => Genesis,
): Promise<Genesis> {
  const genesis = change(await createDevnet(layout, nodes));
  writeFileSync(layout.genesis, JSON.stringify(genesisField.toJson(genesis)));
  for (const [i, { publicKey }] of genesis.validators.entries()) {
    const { data } = layout.node(i);
    rmSync(journalPath(data));
    await writeFirstJournal(data, genesis, publicKey);
  }
  writeConfigs(layout, genesis, basePort);
  return genesis;
}
