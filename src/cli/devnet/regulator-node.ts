import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Genesis } from "../../chain/genesis.ts";
import { newKey } from "../../node/keys/key-file.ts";
import { loadKey, saveKey } from "../../node/keys/key-store.ts";
import { regulatorKeyOf } from "../../persons/regulator-key.ts";
import { setPersonKey } from "../../transactions/customs/persons/set-key.ts";
import { Actor } from "../demo/actor.ts";
import { objectOf } from "../ledger.ts";
import type { Layout } from "./layout.ts";
import { DEVNET_PASSPHRASE } from "./passphrase.ts";

/** Who keys people in a devnet, and which of its nodes has the key. */
const REGULATOR = { participant: "regulator-cn", country: "CN", node: 2 } as const;
const KEY = "keys/person-keys.json";

/** Rules before this version have no keys for people. */
const SINCE = 8;

function keyFile(layout: Layout, count: number): string {
  return join(layout.node(REGULATOR.node % count).directory, KEY);
}

export async function makePersonKey(layout: Layout, count: number): Promise<void> {
  await saveKey(keyFile(layout, count), newKey("person-keys"), DEVNET_PASSPHRASE);
}

/** What a node's configuration says of it; nothing at the others, and in a devnet that was made without. */
export function personKeysOf(layout: Layout, count: number, node: number) {
  const isIt = node === REGULATOR.node % count && existsSync(keyFile(layout, count));
  return isIt ? { key: KEY } : undefined;
}

/** Puts the key and its node on the ledger, if they are not yet. */
export async function registerPersonKey(
  layout: Layout,
  { validators }: Genesis,
  rpc: string,
  say: (text: string) => void,
): Promise<void> {
  const file = keyFile(layout, validators.length);
  if (!existsSync(file)) return;
  const { participant, country, node } = REGULATOR;
  const actor = await Actor.ofCast(layout, participant, rpc);
  const info = objectOf(await actor.session.call("node_info"), "node_info");
  if (Number(info["protocolVersion"]) < SINCE) return;
  if ((await actor.session.call("customs_personKey", { country })) !== null) return;
  const { publicKey } = regulatorKeyOf((await loadKey(file, DEVNET_PASSPHRASE)).seed);
  const at = node % validators.length;
  await actor.does(setPersonKey, { publicKey, peerId: validators[at]!.peerId });
  say(`${participant} keys people at node-${at}`);
}
