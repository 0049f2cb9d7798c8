import Table from "cli-table3";

import { Cluster } from "./cluster.ts";

const SIZES = [4, 7, 10, 13] as const;
const WARM_BLOCKS = 30;
const BLOCKS = 150;

interface Cost {
  readonly validators: number;
  readonly cpuMsPerBlockAndNode: number;
  readonly messagesPerBlock: number;
  readonly bytesPerBlock: number;
  readonly bytesPerBlockAndNode: number;
}

/**
 * What a block costs as the network grows: a good network, one small transaction a block, nothing lost. The simulator's own
 * work is in the CPU time; a signature is verified once for all nodes, so that what is left is consensus and execution.
 */
function costOf(validators: number): Cost {
  const cluster = new Cluster({ seed: 1, validators });
  commitBlocks(cluster, WARM_BLOCKS);
  const { sent, sentBytes } = cluster.network;
  const fromHeight = cluster.highest;
  const from = process.cpuUsage();
  commitBlocks(cluster, BLOCKS);
  const { user, system } = process.cpuUsage(from);
  const blocks = cluster.highest - fromHeight;
  const bytesPerBlock = (cluster.network.sentBytes - sentBytes) / blocks;
  return {
    validators,
    cpuMsPerBlockAndNode: (user + system) / 1_000 / blocks / validators,
    messagesPerBlock: (cluster.network.sent - sent) / blocks,
    bytesPerBlock,
    bytesPerBlockAndNode: bytesPerBlock / validators,
  };
}

function commitBlocks(cluster: Cluster, count: number): void {
  for (let i = 0; i < count; i++) {
    const number = cluster.submit(i % cluster.size);
    const everyone = cluster.honest;
    const done = (): boolean => everyone.every((node) => cluster.hasCommitted(node, number));
    if (!cluster.runUntil(done, 60_000)) throw new Error(`no progress\n${cluster.trace()}`);
  }
}

/** A table of what a block costs, by number of validators. */
export function costTable(): string {
  const table = new Table({
    head: [
      "validators",
      "CPU ms / block and node",
      "messages / block",
      "bytes / block",
      "per node",
    ],
    style: { head: [] },
  });
  for (const cost of SIZES.map(costOf)) {
    table.push([
      cost.validators,
      cost.cpuMsPerBlockAndNode.toFixed(2),
      cost.messagesPerBlock.toFixed(0),
      cost.bytesPerBlock.toFixed(0),
      cost.bytesPerBlockAndNode.toFixed(0),
    ]);
  }
  return table.toString();
}
