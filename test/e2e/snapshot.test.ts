import { appendFileSync, readFileSync, rmSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Layout } from "../../src/cli/devnet/layout.ts";
import { databasePath } from "../../src/node/first-journal.ts";
import { Load } from "../bench/load.ts";
import { Flow } from "../chaos/flow.ts";
import { FourNodes } from "../chaos/four-nodes.ts";
import { NodeRun } from "../chaos/node-run.ts";
import { eventually } from "./devnet.ts";

// Goal: a chain whose beginning nobody keeps any more can be joined, by a new node and by one that was away too long.
// Method: four real validators that keep a lifetime of ten seconds, and payments all the while; the command line, `portolan init`.

const LIFETIME_MS = 10_000;
const NEW = 4;
const AWAY = 3;

interface Info {
  readonly height: number;
  readonly firstHeight: number;
  readonly consensus: { readonly role: string };
}

interface Made {
  readonly name: string;
  readonly peerId: string;
  readonly publicKey: string;
}

describe("joining a chain that has forgotten its beginning", () => {
  let four: FourNodes;
  let load: Load;
  let flow: Flow;
  let joiner: NodeRun;
  let made: Made;

  const info = (node: number): Promise<Info> => four.devnet.call<Info>("node_info", {}, node);

  async function decide(args: readonly string[]): Promise<void> {
    const keys = ["council-0", "council-1", "council-2"].flatMap((name) => [
      "--key",
      four.devnet.key(name),
    ]);
    const { status, stderr } = await four.devnet.begin([...args, ...keys, "--yes", "--json"]);
    expect([status, stderr], args.join(" ")).toEqual([0, ""]);
  }

  async function follows(node: number): Promise<void> {
    await eventually(`node-${node} to follow`, async () => {
      const [own, others] = await Promise.all([info(node), info(0)]);
      return own.height >= others.height - 3 ? true : undefined;
    });
  }

  beforeAll(async () => {
    const parameters = {
      lifetimeMs: LIFETIME_MS,
      emptyBlockIntervalMs: 2_000,
      blockIntervalMs: 10,
    };
    four = await FourNodes.create({ parameters });
    for (const { layout } of four.nodes) {
      const text = readFileSync(layout.config, "utf8");
      expect(text).toContain("[chain]\n");
      rmSync(layout.config);
      appendFileSync(layout.config, text.replace("[chain]\n", "[chain]\nkeepBlocks = 50\n"));
    }
    await four.start();
    load = new Load(four.devnet, [0, 1, 2]);
    await load.open();
    flow = new Flow(load, 60);
    flow.start();
    // One stays away from here on.
    await four.nodes[AWAY]!.stop();
    await eventually(
      "block 1 and more than a lifetime to be forgotten",
      async () => {
        const { height, firstHeight } = await info(0);
        return height > 400 && firstHeight > 100 ? true : undefined;
      },
      120_000,
    );
  }, 180_000);

  afterAll(async () => {
    await flow?.stop();
    load?.close();
    await joiner?.kill();
    await four?.remove();
  }, 60_000);

  test("a new node with genesis and one address joins from a snapshot, and votes", async () => {
    const { devnet } = four;
    const layout = new Layout(devnet.directory).node(NEW);
    const port = devnet.basePort + 10 * NEW;
    const genesis = JSON.parse(readFileSync(devnet.genesis, "utf8")) as { validators: Made[] };
    const bootstrap = `/ip4/127.0.0.1/tcp/${devnet.basePort + 1}/p2p/${genesis.validators[0]!.peerId}`;
    const begun = devnet.portolan([
      ...["init", "--dir", layout.directory, "--genesis", devnet.genesis, "--name", layout.name],
      ...["--bootstrap", bootstrap, "--rpc-port", String(port), "--json"],
      ...["--listen", `/ip4/127.0.0.1/tcp/${port + 1}`, "--join-from", "snapshot"],
    ]);
    expect([begun.status, begun.stderr]).toEqual([0, ""]);
    made = JSON.parse(begun.stdout) as Made;
    await decide(["council", "admit-observer", "--name", made.name, "--peer-id", made.peerId]);

    joiner = new NodeRun(layout);
    expect(await joiner.start()).toMatchObject({ ready: true });
    expect(joiner.stderr).toMatch(/joining from a snapshot of height \d+: blocks 100 %/);
    await follows(NEW);
    const { firstHeight } = await info(NEW);
    expect(firstHeight).toBeGreaterThan(1);
    await expect(devnet.call("chain_getBlock", { height: 1 }, NEW)).rejects.toThrow(
      "HISTORY_PRUNED",
    );

    // What it says of money is what the others say, at one height.
    const proofs = await eventually("two proofs of one height", async () => {
      const [own, others] = await Promise.all(
        [NEW, 0].map((node) =>
          devnet.call<{ height: number }>("state_proof", { key: "constitution" }, node),
        ),
      );
      return own!.height === others!.height ? [own, others] : undefined;
    });
    expect(proofs[0]).toEqual(proofs[1]);
    const balances = (node: number) =>
      devnet.portolan(["balance", "alice", "--json"], { node }).status;
    expect(balances(NEW)).toBe(0);

    const { name, peerId, publicKey } = made;
    const key = ["--name", name, "--peer-id", peerId, "--public-key", publicKey];
    await decide(["council", "add-validator", ...key]);
    await eventually("the new node to vote", async () =>
      (await info(NEW)).consensus.role === "validator" ? true : undefined,
    );
  }, 120_000);

  test("BLOCKS_GONE: a validator that was away too long says so, and joins from a snapshot when it is told to", async () => {
    const away = four.nodes[AWAY]!;
    expect(await away.start()).toMatchObject({ ready: true });
    expect(await away.ended).toBe(1);
    expect(away.stderr).toMatch(/BLOCKS_GONE: no connected peer keeps block \d+ any more/);

    const { config } = away.layout;
    const text = readFileSync(config, "utf8");
    rmSync(config);
    appendFileSync(config, text.replace("[chain]\n", '[chain]\njoinFrom = "snapshot"\n'));
    expect(await away.start()).toMatchObject({ ready: true });
    await follows(AWAY);
    await eventually("it to vote again", async () =>
      (await info(AWAY)).consensus.role === "validator" ? true : undefined,
    );
  }, 120_000);

  test("C8: a validator whose database was wiped joins from a snapshot and votes on, its journal as it was", async () => {
    await joiner.kill();
    rmSync(databasePath(joiner.layout.data), { recursive: true });
    expect(await joiner.start()).toMatchObject({ ready: true });
    await follows(NEW);
    await eventually("it to vote again", async () =>
      (await info(NEW)).consensus.role === "validator" ? true : undefined,
    );
    await joiner.stop();
    const checked = four.devnet.portolan(["check", "--config", joiner.layout.config]);
    expect([checked.status, checked.stderr]).toEqual([0, ""]);
  }, 120_000);
});
