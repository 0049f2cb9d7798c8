import { Layout } from "../../../src/cli/devnet/layout.ts";
import type { Genesis } from "../../../src/chain/genesis.ts";
import { NodeRun } from "../../chaos/node-run.ts";
import { CustomsLedger } from "../../customs/port.ts";
import { startNode } from "../../bench/network/bench-network.ts";
import { Devnet } from "../../e2e/devnet.ts";
import { createWithGenesis } from "../../e2e/own-genesis.ts";

const NODES = [0, 1, 2, 3] as const;

/** Four validators, each a process on a genesis with the cast of the port, whose keys are the tests' own. */
export interface FourNodes {
  readonly genesis: Genesis;
  /** Addresses for JSON-RPC. */
  readonly rpc: readonly string[];
  stop(): Promise<void>;
}

export async function startFourNodes(): Promise<FourNodes> {
  const devnet = await Devnet.create();
  const layout = new Layout(devnet.directory);
  const nodes = NODES.map((node) => new NodeRun(layout.node(node)));
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.kill()));
    await devnet.remove();
  };
  try {
    const options = { nodes: NODES.length, basePort: devnet.basePort };
    const genesis = await createWithGenesis(layout, options, withPort);
    await Promise.all(nodes.map((node) => startNode(node)));
    return { genesis, rpc: NODES.map((node) => devnet.rpc(node)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Who is of the port stands for whoever has that name in a devnet. */
function withPort(made: Genesis): Genesis {
  const { participants: port } = new CustomsLedger().genesis;
  const names = new Set(port.map(({ name }) => name));
  const others = made.participants.filter(({ name }) => !names.has(name));
  return { ...made, participants: [...others, ...port] };
}
