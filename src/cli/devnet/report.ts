import { resolve } from "node:path";

import { accountOfKey, formatAccount } from "../../primitives/account-id.ts";
import { chainIdOf, type Genesis } from "../../chain/genesis.ts";
import { toHex } from "../../primitives/bytes.ts";
import { renderTable } from "../render.ts";
import { DEFAULT_RPC } from "../session.ts";
import type { Layout } from "./layout.ts";
import type { Ready } from "./node-process.ts";
import { outColours } from "../colours.ts";

export interface DevnetReport {
  readonly directory: string;
  readonly genesis: string;
  readonly chainId: string;
  readonly nodes: { name: string; rpc: string; peerId: string; height: number }[];
  readonly cast: { name: string; roles: string[]; account: string; key: string }[];
  readonly commands: string[];
}

export function reportOf(
  layout: Layout,
  value: Genesis,
  ready: readonly Ready[],
  market: boolean,
): DevnetReport {
  const nodes = ready.map(({ rpc, peerId, height }, i) => {
    return { name: layout.node(i).name, rpc, peerId, height };
  });
  const cast = value.participants.map(({ name, roles, authority }) => ({
    name,
    roles: [...roles],
    account: formatAccount(accountOfKey(authority.signers[0]!.publicKey)),
    key: layout.key(name),
  }));
  const { directory, genesis } = layout;
  const chainId = toHex(chainIdOf(value));
  const rpc = nodes[0]?.rpc ?? DEFAULT_RPC;
  return { directory, genesis, chainId, nodes, cast, commands: commandsToTry(layout, rpc, market) };
}

export function renderReport({ directory, chainId, nodes, cast, commands }: DevnetReport): string {
  const nodeRows = nodes.map(({ name, rpc, peerId, height }) => [name, rpc, peerId, height]);
  const castRows = cast.map(({ name, roles, account }) => [name, roles.join(", "), account]);
  return [
    "",
    renderTable(["node", "RPC", "peer id", "height"], nodeRows),
    "",
    renderTable(["name", "roles", "account"], castRows),
    "",
    outColours.bold("Try, in another terminal:"),
    ...commands.map((command) => `  ${command}`),
    "",
    `Network ${chainId}`,
    `Files   ${directory}`,
    `Pages   ${nodes[0]?.rpc ?? DEFAULT_RPC}, for a browser`,
    "Ctrl-C stops the network; started again, it goes on from the same height.",
  ].join("\n");
}

/** Commands as they work from this folder: options are left out where their default is right. */
function commandsToTry(layout: Layout, rpc: string, market: boolean): string[] {
  const atHome = layout.directory === resolve(".devnet");
  const key = atHome ? "alice" : layout.key("alice");
  const node = rpc.replace(/\/(rpc)?$/, "") === DEFAULT_RPC ? "" : ` --rpc ${rpc}`;
  const portolan = "node bin/portolan.js";
  return [
    `${portolan} pay --key ${key} --to bob --amount "12.50 HKD@gateway-hk"${node}`,
    `${portolan} balance bob${node}`,
    `${portolan} status${node}`,
    ...(market ? [`${portolan} fx book --base USD@gateway-us --quote HKD@gateway-hk${node}`] : []),
  ];
}
