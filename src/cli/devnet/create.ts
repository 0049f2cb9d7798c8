import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

import { genesis, type Genesis, parseGenesis } from "../../chain/genesis.ts";
import { defaultParameters } from "../../chain/parameters.ts";
import { PROTOCOL_VERSION } from "../../chain/protocol-version.ts";
import { peerIdOfSeed } from "../../p2p/peer-id.ts";
import { writeFirstJournal } from "../../node/first-journal.ts";
import { newKey, type SigningKey } from "../../node/keys/key-file.ts";
import { saveKey } from "../../node/keys/key-store.ts";
import { CliError } from "../errors.ts";
import { nodeConfigText } from "../node-config.ts";
import { type CastMember, castOf } from "./cast.ts";
import { type Layout, portsOf } from "./layout.ts";
import { letterEndsOf, makeLetterKeys } from "./letter-ends.ts";
import { DEVNET_PASSPHRASE } from "./passphrase.ts";
import { makePersonKey, personKeysOf } from "./regulator-node.ts";

/** Whether a devnet was made here completely: its genesis file is written last. */
export function isCreated(layout: Layout): boolean {
  return existsSync(layout.genesis);
}

/** Makes keys and genesis. What an interrupted run left is removed first: without a genesis file nobody has used it. */
export async function createDevnet(layout: Layout, validators: number): Promise<Genesis> {
  removeDevnet(layout);
  mkdirSync(layout.directory, { recursive: true, mode: 0o700 });
  const cast = castOf(validators);
  const keys = new Map(cast.map(({ name }) => [name, newKey(name)]));
  const nodes = Array.from({ length: validators }, (_, i) => ({
    layout: layout.node(i),
    validator: newKey(`node-${i}-validator`),
    network: newKey(`node-${i}-network`),
  }));
  await Promise.all([
    ...[...keys].map(([name, key]) => saveKey(layout.key(name), key, DEVNET_PASSPHRASE)),
    ...nodes.flatMap((node) => [
      saveKey(node.layout.validatorKey, node.validator, DEVNET_PASSPHRASE),
      saveKey(node.layout.networkKey, node.network, DEVNET_PASSPHRASE),
    ]),
  ]);
  await makeLetterKeys(layout, validators);
  await makePersonKey(layout, validators);
  const peerIds = await Promise.all(nodes.map(({ network }) => peerIdOfSeed(network.seed)));
  const value: Genesis = {
    network: "devnet",
    timeMs: Date.now(),
    protocolVersion: PROTOCOL_VERSION,
    parameters: defaultParameters,
    validators: nodes.map(({ validator: { publicKey } }, i) => ({
      name: `council-${i}`,
      publicKey,
      peerId: peerIds[i]!,
    })),
    council: nodes.map((_, i) => signerOf(keys.get(`council-${i}`)!)),
    participants: cast.map((member) => admissionOf(member, keys.get(member.name)!)),
  };
  await Promise.all(
    nodes.map((node) => writeFirstJournal(node.layout.data, value, node.validator.publicKey)),
  );
  writeWhole(layout.genesis, `${JSON.stringify(genesis.toJson(value), null, 2)}\n`);
  return value;
}

/** Reads the genesis of a devnet that exists. Throws BAD_GENESIS. */
export function loadDevnet(layout: Layout): Genesis {
  const hint = "Run it with --reset to begin anew, or restore the file.";
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(layout.genesis, "utf8"));
  } catch (error) {
    const message = `${layout.genesis} cannot be read (${(error as Error).message}).`;
    throw new CliError("BAD_GENESIS", message, hint);
  }
  const parsed = parseGenesis(json);
  if (parsed.ok) return parsed.value;
  const { path, message } = parsed.problem;
  throw new CliError("BAD_GENESIS", `${layout.genesis}: ${path} ${message}.`, hint);
}

/** Removes what a devnet made and nothing else: the directory may be a folder in which other things lie. */
export function removeDevnet(layout: Layout): void {
  const remove = (path: string): void => rmSync(path, { recursive: true, force: true });
  remove(layout.genesis); // first: without it, an interrupted removal is continued by the next run
  for (const one of [layout.keys, layout.maker, layout.prices, layout.letters]) remove(one);
  for (let i = 0; existsSync(layout.node(i).directory); i++) remove(layout.node(i).directory);
}

/** Writes each node's configuration. Done at every start, since the ports may be others than last time. */
export function writeConfigs(layout: Layout, value: Genesis, basePort: number): void {
  const addresses = value.validators.map(({ peerId }, i) => {
    return `/ip4/127.0.0.1/tcp/${portsOf(basePort, i).p2p}/p2p/${peerId}`;
  });
  for (const [i] of value.validators.entries()) {
    const { name, config, log, data } = layout.node(i);
    const { rpc, p2p } = portsOf(basePort, i);
    for (const directory of [log, data]) mkdirSync(directory, { recursive: true, mode: 0o700 });
    const text = nodeConfigText({
      note: "Written by `portolan devnet` at every start.",
      ...{ name, genesis: "../genesis.json", rpcPort: rpc },
      listen: `/ip4/127.0.0.1/tcp/${p2p}`,
      bootstrap: addresses.filter((_, other) => other !== i),
      letters: letterEndsOf(layout, value.validators.length, i),
      personKeys: personKeysOf(layout, value.validators.length, i),
    });
    writeWhole(config, text);
  }
}

function signerOf({ publicKey }: SigningKey) {
  return { publicKey, weight: 1 };
}

function admissionOf({ name, roles, country }: CastMember, key: SigningKey) {
  const authority = { signers: [signerOf(key)], thresholds: { low: 1, medium: 1, high: 1 } };
  return { name, roles, country, lei: undefined, authority };
}

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
