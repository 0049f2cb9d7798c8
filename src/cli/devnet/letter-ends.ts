import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Genesis } from "../../chain/genesis.ts";
import { exchangeKeyOf } from "../../letters/exchange/suite.ts";
import { loadConfig } from "../../node/config.ts";
import { newKey } from "../../node/keys/key-file.ts";
import { loadKey, saveKey } from "../../node/keys/key-store.ts";
import { toHex } from "../../primitives/bytes.ts";
import { setKey } from "../../transactions/letters/set-key.ts";
import { Actor } from "../demo/actor.ts";
import { objectOf } from "../ledger.ts";
import type { Layout } from "./layout.ts";
import { DEVNET_PASSPHRASE } from "./passphrase.ts";

/** Whose letters a devnet's nodes take: the firm and the bank of its cast, each at a node of its own. */
const ENDS = [
  { participant: "firm-1", node: 0 },
  { participant: "bank-cn", node: 1 },
] as const;

type End = (typeof ENDS)[number];

/** Rules before this version have no letters. */
const SINCE = 7;

function endsAt(count: number): (End & { readonly at: number })[] {
  return ENDS.map((one) => ({ ...one, at: one.node % count }));
}

function keyFile(layout: Layout, { participant, at }: { participant: string; at: number }): string {
  return join(layout.node(at).directory, "keys", `letters-${participant}.json`);
}

export async function makeLetterKeys(layout: Layout, count: number): Promise<void> {
  for (const end of endsAt(count)) {
    const key = newKey(`letters-${end.participant}`);
    await saveKey(keyFile(layout, end), key, DEVNET_PASSPHRASE);
  }
}

/** What a node's configuration says of the ends that it is; nothing in a devnet that was made without. */
export function letterEndsOf(layout: Layout, count: number, node: number) {
  return endsAt(count)
    .filter((end) => end.at === node && existsSync(keyFile(layout, end)))
    .map(({ participant }) => ({ participant, key: `keys/letters-${participant}.json` }));
}

/** The JSON-RPC address of the node that takes a participant's letters; undefined in a devnet that was made without. */
export function letterNodeRpc(layout: Layout, participant: string): string | undefined {
  for (let at = 0; existsSync(layout.node(at).config); at++) {
    const { letters, rpc } = loadConfig(layout.node(at).config);
    const isEnd = letters.some((one) => one.participant === participant);
    if (isEnd) return `http://${rpc.host}:${rpc.port}/rpc`;
  }
  return undefined;
}

/** Puts the ends' keys and nodes on the ledger, if they are not yet. */
export async function registerLetterKeys(
  layout: Layout,
  { validators }: Genesis,
  rpc: string,
  say: (text: string) => void,
): Promise<void> {
  for (const end of endsAt(validators.length)) {
    const file = keyFile(layout, end);
    if (!existsSync(file)) continue;
    const actor = await Actor.ofCast(layout, end.participant, rpc);
    const info = objectOf(await actor.session.call("node_info"), "node_info");
    if (Number(info["protocolVersion"]) < SINCE) return;
    const { publicKey } = await exchangeKeyOf((await loadKey(file, DEVNET_PASSPHRASE)).seed);
    const known = await actor.session.call("letter_key", { participant: end.participant });
    if (known !== null && objectOf(known, "key")["publicKey"] === toHex(publicKey)) continue;
    await actor.does(setKey, { publicKey, peerId: validators[end.at]!.peerId });
    say(`${end.participant} takes letters at node-${end.at}`);
  }
}
