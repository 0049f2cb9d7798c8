import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { parseGenesis } from "../../chain/genesis.ts";
import { writeFirstJournal } from "../../node/first-journal.ts";
import { newKey } from "../../node/keys/key-file.ts";
import { saveKey } from "../../node/keys/key-store.ts";
import { peerIdOfSeed } from "../../p2p/peer-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { CliError, usageError } from "../errors.ts";
import { readJson } from "../files.ts";
import { nodeConfigText } from "../node-config.ts";
import { renderJson } from "../render.ts";

/** Makes all that a new node needs: its keys, its journal, its configuration. The council then lets it in. */
export const init = defineCommand({
  usage: "init",
  summary: "Makes a new node's directory: keys, first journal and configuration.",
  options: [
    { flags: "--dir <directory>", summary: "to be made", required: true },
    { flags: "--genesis <file>", summary: "the network's genesis file", required: true },
    { flags: "--name <name>", summary: "of the node, for logs and lists", required: true },
    {
      flags: "--bootstrap <address>",
      summary: "of a node to ask, ending in /p2p/ and its peer id; several with commas",
      required: true,
    },
    {
      flags: "--listen <address>",
      summary: "where other nodes reach this one",
      fallback: "/ip4/0.0.0.0/tcp/26651",
    },
    { flags: "--rpc-port <port>", summary: "of JSON-RPC, on 127.0.0.1", fallback: "26650" },
    {
      flags: "--join-from <what>",
      summary: "genesis: fetches every block; snapshot: the state, and the blocks of a lifetime",
      fallback: "genesis",
    },
    { flags: "--keep-blocks <count>", summary: "forgets older blocks; without it, none" },
  ],
  async run(_session, given) {
    const directory = resolve(required(given, "dir"));
    if (existsSync(directory)) {
      const hint = "Name a directory that does not exist: keys and journals are never overwritten.";
      throw new CliError("EXISTS", `${directory} exists.`, hint);
    }
    const genesisFile = required(given, "genesis");
    const genesis = parseGenesis(readJson(genesisFile));
    if (!genesis.ok) {
      const { path, message } = genesis.problem;
      const hint = "Get the file from the network's council.";
      throw usageError("BAD_GENESIS", `${genesisFile}: ${path} ${message}.`, hint);
    }
    const name = required(given, "name");
    const config = configOf(given, name); // refuses before anything is made
    const [validator, network] = [newKey(`${name}-validator`), newKey(`${name}-network`)];
    const peerId = await peerIdOfSeed(network.seed);
    mkdirSync(join(directory, "keys"), { recursive: true, mode: 0o700 });
    mkdirSync(join(directory, "log"), { mode: 0o700 });
    const passphrase = process.env["PORTOLAN_PASSPHRASE"] ?? "";
    await saveKey(join(directory, "keys", "validator.json"), validator, passphrase);
    await saveKey(join(directory, "keys", "network.json"), network, passphrase);
    copyFileSync(genesisFile, join(directory, "genesis.json"));
    await writeFirstJournal(join(directory, "data"), genesis.value, validator.publicKey);
    writeFileSync(join(directory, "config.toml"), config);
    const json = { name, directory, peerId, publicKey: toHex(validator.publicKey) };
    return { json, text: `${renderJson(json)}\n${nextSteps(name, peerId, json.publicKey)}` };
  },
});

function configOf(given: Given, name: string): string {
  const port = required(given, "rpcPort");
  if (!/^[0-9]{1,5}$/.test(port)) {
    throw usageError("NUMBER_FORMAT", `"${port}" is no port.`, "Write a number like 26650.");
  }
  return nodeConfigText({
    note: "Written by `portolan init`.",
    ...{ name, genesis: "genesis.json", rpcPort: Number(port) },
    listen: required(given, "listen"),
    bootstrap: required(given, "bootstrap").split(","),
    chain: chainOf(given),
  });
}

function chainOf(given: Given): { joinFrom: string; keepBlocks?: number } {
  const joinFrom = required(given, "joinFrom");
  if (joinFrom !== "genesis" && joinFrom !== "snapshot") {
    const hint = "Write genesis or snapshot.";
    throw usageError("NO_SUCH_CHOICE", `"${joinFrom}" is nothing to join from.`, hint);
  }
  const count = textOption(given, "keepBlocks");
  if (count === undefined) return { joinFrom };
  if (!/^[1-9][0-9]{0,14}$/.test(count)) {
    throw usageError("NUMBER_FORMAT", `"${count}" is no count.`, "Write a number like 100000.");
  }
  return { joinFrom, keepBlocks: Number(count) };
}

function required(given: Given, name: string): string {
  return textOption(given, name) ?? "";
}

function nextSteps(name: string, peerId: string, publicKey: string): string {
  return [
    "The key files have the passphrase of PORTOLAN_PASSPHRASE, or none. Next:",
    `  council:  portolan council admit-observer --name ${name} --peer-id ${peerId}`,
    "  here:     portolan start --config config.toml, until `portolan status` shows the network's height",
    `  council:  portolan council add-validator --name ${name} --peer-id ${peerId} --public-key ${publicKey}`,
  ].join("\n");
}
