import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { chainIdOf, parseGenesis } from "../../src/chain/genesis.ts";
import { readKeyFile } from "../../src/node/keys/key-store.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { expectAgreement, expectVotes } from "../chaos/agreement.ts";
import { FourNodes } from "../chaos/four-nodes.ts";
import type { NodeRun } from "../chaos/node-run.ts";
import { eventually } from "../e2e/devnet.ts";
import { SignerRun } from "./signer-run.ts";

// Goal: a validator whose key lives in another process takes part like any other; without its signer it stays up and silent, and it
// votes again when the signer is back, without ever contradicting itself.
// Method: four real nodes on real sockets, one of them with a signer of its own, on a chain that makes empty blocks. A seal
// in a commit certificate shows a vote; chain_evidence of the others that there was no second one.

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const REMOTE = 3;
let four: FourNodes;
let node: NodeRun;
let signer: SignerRun;

beforeAll(async () => {
  four = await FourNodes.create({ parameters: { emptyBlockIntervalMs: 300 } });
  node = four.nodes[REMOTE]!;
  const { directory, validatorKey, config } = node.layout;
  signer = new SignerRun(join(directory, "s"));
  const { publicKey } = await readKeyFile(validatorKey);
  renameSync(validatorKey, signer.keyFile); // the node has no copy of it any more
  const genesis = parseGenesis(JSON.parse(readFileSync(four.devnet.genesis, "utf8")));
  if (!genesis.ok) throw new Error(genesis.problem.message);
  signer.configure([toHex(chainIdOf(genesis.value))]);
  await signer.begin();
  useSigner(config, publicKey);
  await four.start();
});

afterAll(async () => {
  await four?.remove();
  await signer?.kill();
});

function useSigner(config: string, publicKey: string): void {
  const local = 'validator = "keys/validator.json"\n';
  const text = readFileSync(config, "utf8");
  expect(text).toContain(local);
  const remote = `\n[keys.signer]\nsocket = "s/run/signer.sock"\npublicKey = "${publicKey}"\n`;
  writeFileSync(config, text.replace(local, "") + remote);
}

async function heightOf(one: number): Promise<number> {
  return (await four.devnet.call<{ height: number }>("chain_head", {}, one)).height;
}

async function blocks(count: number, ms?: number): Promise<void> {
  const from = await heightOf(0);
  await eventually(
    `${count} blocks`,
    async () => (await heightOf(0)) >= from + count || undefined,
    ms,
  );
}

/** The commit certificates of these heights that the remote validator signed, as node 0 has them. */
async function sealsBetween(from: number, to: number): Promise<number[]> {
  const signed: number[] = [];
  for (let height = from; height <= to; height++) {
    const { certificate } = await four.devnet.call<{
      certificate: { seals: { validator: number }[] };
    }>("chain_getCommit", { height });
    if (certificate.seals.some(({ validator }) => validator === REMOTE)) signed.push(height);
  }
  return signed;
}

const unsigned = (): (string | undefined)[] =>
  node
    .log()
    .filter(({ msg }) => msg === "a vote was not signed")
    .map(({ reason }) => reason);

test("blocks commit with the votes of a remote signer", async () => {
  await blocks(5);
  await expectVotes(four, REMOTE);
  await expectAgreement(four);
  expect(unsigned()).toEqual([]);
});

test("its signer killed: the node stays up and silent, the others go on; started again: it votes again", async () => {
  await signer.kill();
  await blocks(2); // what it signed before may still be on its way into certificates
  const from = await heightOf(0);
  await blocks(6);
  expect(await sealsBetween(from + 1, await heightOf(0))).toEqual([]);
  expect(await heightOf(REMOTE)).toBeGreaterThan(from);
  expect(unsigned()[0]).toMatch(
    /the signer is not connected|the connection to the signer was lost/,
  );

  expect(await signer.start()).toMatchObject({ ready: true });
  await expectVotes(four, REMOTE);
  await expectAgreement(four);
});

test("where its vote is needed the chain waits for its signer, and goes on by itself when it is back", async () => {
  four.nodes[1]!.signal("SIGSTOP");
  try {
    await blocks(4); // three of four are a quorum
    await signer.kill();
    await new Promise((resolve) => setTimeout(resolve, 3_000)); // views time out, unsigned
    const stuck = await heightOf(0);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await heightOf(0)).toBe(stuck);
    expect(await signer.start()).toMatchObject({ ready: true });
    await blocks(4, 40_000);
  } finally {
    four.nodes[1]!.signal("SIGCONT");
  }
  await expectVotes(four, REMOTE);
  await expectAgreement(four);
});

test("killed again and again under way, node and signer in turn: nothing is contradicted, and it votes", async () => {
  for (let round = 0; round < 3; round++) {
    await signer.kill();
    expect(await signer.start()).toMatchObject({ ready: true });
    await blocks(2);
    await node.kill();
    expect(await node.start()).toMatchObject({ ready: true });
    await blocks(2);
  }
  await expectVotes(four, REMOTE);
  await expectAgreement(four);
});

test("a node that comes up before its signer serves, and votes once the signer is there", async () => {
  await node.stop();
  await signer.stop();
  expect(await node.start()).toMatchObject({ ready: true });
  await blocks(3);
  expect(await signer.start()).toMatchObject({ ready: true });
  await expectVotes(four, REMOTE);
});

test("a signer of another key: the node does not start, and says what to do", async () => {
  await node.stop();
  const { config } = node.layout;
  const before = readFileSync(config, "utf8");
  writeFileSync(
    config,
    before.replace(/publicKey = "[0-9a-f]{64}"/, `publicKey = "${"ab".repeat(32)}"`),
  );
  expect(await node.start()).toMatchObject({ ready: false, code: "WRONG_SIGNER_KEY" });
  expect(node.stderr).toMatch(/Point keys.signer at the signer of this node/);
  writeFileSync(config, before);
  expect(await node.start()).toMatchObject({ ready: true });
  await expectVotes(four, REMOTE);
});
