import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Layout } from "../../src/cli/devnet/layout.ts";
import { newKey } from "../../src/node/keys/key-file.ts";
import { saveKey } from "../../src/node/keys/key-store.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { createClient } from "../../src/rpc/client.ts";
import { LightClient } from "../../src/rpc/light-client.ts";
import { Load } from "../bench/load.ts";
import { Flow } from "../chaos/flow.ts";
import { NodeRun } from "../chaos/node-run.ts";
import { Devnet, eventually } from "./devnet.ts";

// Goal: members come and go while payments flow, until nobody of genesis has a vote; the chain never stops for long, and
// whoever knows nothing but the genesis file can still join and still check everything.
// Method: real processes, the command line, `portolan init`; heights asked of every node every 25 ms.

/** What the council promises its members: a change of validators holds up payments for less than this. */
const STOP_MS_MAX = 2_000;
const COUNCIL = ["council-0", "council-1", "council-2"];

interface Made {
  readonly name: string;
  readonly peerId: string;
  readonly publicKey: string;
}

interface Info {
  readonly consensus: { readonly role: string; readonly epoch: number };
}

interface Validators {
  readonly epoch: number;
  readonly validators: readonly { readonly name: string }[];
}

/** The longest time without a new height on any node, looked at while it is on: nothing may block this process then. */
class HeightWatch {
  longestMs = 0;
  #isOn = true;
  #top = { height: 0, atMs: performance.now() };

  constructor(devnet: Devnet) {
    void this.#run(devnet);
  }

  async #run(devnet: Devnet): Promise<void> {
    while (this.#isOn) {
      const heads = [0, 1, 2, 3].map((node) =>
        devnet.call<{ height: number }>("chain_head", {}, node),
      );
      const height = Math.max(...(await Promise.all(heads)).map((head) => head.height));
      const atMs = performance.now();
      if (height > this.#top.height) {
        if (this.#top.height > 0) this.longestMs = Math.max(this.longestMs, atMs - this.#top.atMs);
        this.#top = { height, atMs };
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  stop(): void {
    this.#isOn = false;
  }
}

describe("C13: 4 → 5 → 7 → 4 validators under load, then nobody of genesis", () => {
  let devnet: Devnet;
  let flow: Flow;
  let load: Load;
  const joiners = new Map<number, NodeRun>();
  const made = new Map<number, Made>();

  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
    load = new Load(devnet);
    await load.open();
    flow = new Flow(load, 100);
    flow.start();
  }, 120_000);

  afterAll(async () => {
    load.close();
    await Promise.all([...joiners.values()].map((node) => node.kill()));
    await devnet.remove();
  }, 60_000);

  const signAsCouncil = COUNCIL.flatMap((name) => ["--key", name]);

  /** The council decides at once: three of its four keys are here. */
  async function decide(args: readonly string[]): Promise<void> {
    const keys = signAsCouncil.map((word) => (word === "--key" ? word : devnet.key(word)));
    const { status, stderr } = await devnet.begin([...args, ...keys, "--yes", "--json"]);
    expect(stderr, args.join(" ")).toBe("");
    expect(status).toBe(0);
  }

  /** Several operations in one transaction: all of them in one epoch, or none. */
  async function decideTogether(operations: readonly object[]): Promise<void> {
    const file = join(devnet.directory, "operations.json");
    writeFileSync(file, JSON.stringify(operations));
    await decide(["proposal", "open", file, "--as", "council"]);
  }

  /** A node that knows the genesis file and the address of one other node, and may connect. */
  async function make(i: number, bootstrap: number): Promise<void> {
    const { directory, name } = new Layout(devnet.directory).node(i);
    const port = devnet.basePort + 10 * i;
    const { status, stdout, stderr } = await devnet.begin([
      ...["init", "--dir", directory, "--genesis", devnet.genesis, "--name", name, "--json"],
      ...["--bootstrap", addressOf(bootstrap), "--rpc-port", String(port)],
      ...["--listen", `/ip4/127.0.0.1/tcp/${port + 1}`],
    ]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const node = JSON.parse(stdout) as Made;
    made.set(i, node);
    await decide(["council", "admit-observer", "--name", node.name, "--peer-id", node.peerId]);
  }

  async function startAndCatchUp(i: number, bootstrap: number): Promise<void> {
    const node = new NodeRun(new Layout(devnet.directory).node(i));
    joiners.set(i, node);
    expect(await node.start()).toMatchObject({ ready: true });
    await eventually(`node-${i} to catch up`, async () => {
      const [own, others] = await Promise.all([headOf(i), headOf(bootstrap)]);
      return own >= others - 2 ? true : undefined;
    });
  }

  async function joins(i: number, bootstrap: number): Promise<void> {
    await make(i, bootstrap);
    await startAndCatchUp(i, bootstrap);
  }

  const headOf = async (node: number): Promise<number> =>
    (await devnet.call<{ height: number }>("chain_head", {}, node)).height;

  const addressOf = (node: number): string => {
    const ofGenesis = JSON.parse(readFileSync(devnet.genesis, "utf8")) as { validators: Made[] };
    const { peerId } = made.get(node) ?? ofGenesis.validators[node]!;
    return `/ip4/127.0.0.1/tcp/${devnet.basePort + 10 * node + 1}/p2p/${peerId}`;
  };

  const added = (i: number) => {
    const { name, peerId, publicKey } = made.get(i)!;
    return { type: "council.validator.add", body: { name, publicKey, peerId } };
  };

  const removed = (name: string) => ({ type: "council.validator.remove", body: { name } });

  /** The set as a node tells it, once every validator's node votes in it. */
  async function setIs(names: readonly string[], nodes: readonly number[]): Promise<void> {
    await eventually(`the set to be ${names.join()}`, async () => {
      const told = await devnet.call<Validators>("chain_validators", {}, nodes[0]);
      return told.validators.map(({ name }) => name).join() === names.join() ? true : undefined;
    });
    for (const node of nodes) {
      await eventually(`node-${node} to vote`, async () => {
        const { consensus } = await devnet.call<Info>("node_info", {}, node);
        return consensus.role === "validator" ? true : undefined;
      });
    }
  }

  test("no change of the set stops payments for two seconds", async () => {
    await joins(4, 1);
    const watch = new HeightWatch(devnet);
    await decideTogether([added(4)]);
    await setIs(["council-0", "council-1", "council-2", "council-3", "node-4"], [0, 1, 2, 3, 4]);

    await joins(5, 4);
    await joins(6, 4);
    await decideTogether([added(5), added(6)]);
    const seven = [
      "council-0",
      "council-1",
      "council-2",
      "council-3",
      "node-4",
      "node-5",
      "node-6",
    ];
    await setIs(seven, [0, 1, 2, 3, 4, 5, 6]);

    await decideTogether(["council-0", "council-1", "council-2"].map(removed));
    await setIs(["council-3", "node-4", "node-5", "node-6"], [3, 4, 5, 6]);

    const info = await devnet.call<Info>("node_info");
    expect(info.consensus).toMatchObject({ role: "observer", epoch: 3 });
    watch.stop();
    process.stdout.write(`longest time without a new block: ${Math.round(watch.longestMs)} ms\n`);
    expect(watch.longestMs).toBeLessThan(STOP_MS_MAX);
  }, 180_000);

  test("a validator votes with another key after the council has rotated it", async () => {
    const { validatorKey } = new Layout(devnet.directory).node(6);
    const fresh = newKey("node-6-validator-2");
    const args = ["council", "rotate-validator", "node-6", "--public-key", toHex(fresh.publicKey)];
    await decide(args);
    await eventually("node-6 to observe", async () => {
      const { consensus } = await devnet.call<Info>("node_info", {}, 6);
      return consensus.epoch === 4 && consensus.role === "observer" ? true : undefined;
    });
    await joiners.get(6)!.stop();
    rmSync(validatorKey);
    await saveKey(validatorKey, fresh, "");
    expect(await joiners.get(6)!.start()).toMatchObject({ ready: true });
    await setIs(["council-3", "node-4", "node-5", "node-6"], [3, 4, 5, 6]); // voting, above V + 2 (C8)
  }, 60_000);

  test("with every validator of genesis replaced and gone, a joiner and a light client succeed", async () => {
    await joins(7, 5);
    await decideTogether([added(7), removed("council-3")]);
    await setIs(["node-4", "node-5", "node-6", "node-7"], [4, 5, 6, 7]);
    await flow.stop();
    const lastId = flow.sent.at(-1)!;
    await eventually("the last payment", async () => {
      const { status } = await devnet.call<{ status: string }>("tx_get", { id: lastId }, 4);
      return status === "committed" ? true : undefined;
    });

    // The council lets one more in; then everyone of genesis goes; then it starts, knowing genesis and one address.
    await make(8, 5);
    expect(await devnet.stop()).toBe(0);
    await startAndCatchUp(8, 5);
    const before = await headOf(4);
    await eventually("blocks without genesis", async () =>
      (await headOf(8)) > before + 1 ? true : undefined,
    );

    const genesis: unknown = JSON.parse(readFileSync(devnet.genesis, "utf8"));
    const client = LightClient.fromGenesis(genesis);
    const node = createClient(devnet.rpc(8));
    expect(await client.sync(node)).toBe(5);
    const height = await headOf(8);
    expect(await client.header(node, height)).toMatchObject({ height, epoch: 5 });
    expect(await client.header(node, 1)).toMatchObject({ height: 1, epoch: 0 });

    // Offline, from the genesis file alone and from the trust that the client kept.
    const proof = await node.call("tx_proof", { id: lastId });
    const proofFile = join(devnet.directory, "proof.json");
    writeFileSync(proofFile, JSON.stringify(proof));
    const verified = devnet.portolan(["verify-proof", proofFile, "--genesis", devnet.genesis]);
    expect(verified).toMatchObject({ status: 0 });
    expect(verified.stdout).toContain("The proof holds.");
    const kept = LightClient.fromTrust(client.trust());
    expect(kept.verify(proof)).toMatchObject({ ok: true });
    const early = await node.call("chain_proof", { height: 1 });
    expect(kept.verify(early)).toMatchObject({ ok: false, code: "UNKNOWN_EPOCH" });
    const short = await node.call("tx_proof", { id: lastId, fromEpoch: 5 });
    expect(client.verify(short)).toMatchObject({ ok: true });
  }, 180_000);
});
