import { beforeEach, describe, expect, test } from "vitest";

import { header, transactionLeaf } from "../../src/chain/block.ts";
import { receipt, receiptLeaf } from "../../src/chain/receipt.ts";
import { decodeTransaction } from "../../src/chain/transaction.ts";
import { certificate, verifyCertificate } from "../../src/chain/vote.ts";
import { formatAccount } from "../../src/primitives/account-id.ts";
import { formatAsset } from "../../src/primitives/asset-id.ts";
import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { formatUuid } from "../../src/primitives/fields/byte-strings.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { verifyMerkleProof } from "../../src/primitives/merkle.ts";
import { verifyMapProof } from "../../src/primitives/map-proof.ts";
import { ed25519 } from "@noble/curves/ed25519.js";
import { ask, result, type Running, start } from "./harness.ts";
import { accountOf, HKD, keyOf, paymentTo } from "./test-node.ts";

let running: Running;
let url: string;

beforeEach(async () => {
  running = await start();
  running.node.fund();
  url = running.url;
});

describe("reading", () => {
  test("node_info names network, chain id and lifetime", async () => {
    const info = await result(url, "node_info");
    expect(info).toMatchObject({
      network: "rpc-test",
      chainId: toHex(running.node.chainId),
      name: "node-0",
      height: 2,
      parameters: { lifetimeMs: 300_000 },
    });
  });

  test("chain_getBlock by height and by hash; null above the head", async () => {
    const byHeight = await result(url, "chain_getBlock", { height: 2 });
    expect(byHeight["transactions"]).toMatchObject([
      {
        transaction: {
          body: { operations: [{ type: "asset.issue", body: { to: anyAccount() } }] },
        },
        receipt: { code: "OK", results: [{ type: "asset.issue", result: { supply: "1000000" } }] },
      },
    ]);
    const byHash = await result(url, "chain_getBlock", { hash: byHeight["digest"]! });
    expect(byHash).toEqual(byHeight);
    expect(await result(url, "chain_getBlock", { height: 3 })).toBeNull();
    expect(await result(url, "chain_getBlock", { hash: "00".repeat(32) })).toBeNull();
    expect(await result(url, "chain_getBlock", { height: 0 })).toMatchObject({ transactions: [] });
  });

  test("chain_getCommit gives the certificate; null for genesis and above the head", async () => {
    const commit = await result(url, "chain_getCommit", { height: 1 });
    expect(commit).toMatchObject({ height: 1, certificate: { kind: "commit" } });
    expect(commit["headers"]).toHaveLength(1);
    expect(await result(url, "chain_getCommit", { height: 0 })).toBeNull();
    expect(await result(url, "chain_getCommit", { height: 9 })).toBeNull();
  });

  test("chain_validators and chain_evidence", async () => {
    expect(await result(url, "chain_validators")).toMatchObject({ quorum: 3, faulty: 1 });
    expect(await result(url, "chain_evidence")).toMatchObject([
      {
        ...{ epoch: 0, validator: 3, name: "council-3", view: 7, height: null },
        first: { kind: "commit" },
        second: { kind: "commit" },
      },
    ]);
    const other = await ask(url, "chain_validators", { epoch: 5 });
    expect(other.error?.data).toMatchObject({ code: "UNKNOWN_EPOCH", epoch: 0 });
  });

  test("account_balances by name, with code and decimals beside the amount", async () => {
    const hkd = formatAsset(HKD);
    const amount = { asset: hkd, code: "HKD", decimals: 2, available: "1000000", held: "0" };
    const expected = { ...amount, authorised: null, frozen: null };
    expect(await result(url, "account_balances", { account: "alice" })).toEqual({
      account: formatAccount(accountOf("alice")),
      height: 2,
      balances: [expected],
      next: null,
    });
    const page = await result(url, "account_balances", { account: "alice", after: hkd });
    expect(page["balances"]).toEqual([]);
  });

  test("account_get and participant_get, by name and by account; null if there is none", async () => {
    const account = formatAccount(accountOf("alice"));
    expect(await result(url, "account_get", { account: "alice" })).toMatchObject({
      account,
      participant: { name: "alice", roles: ["person"] },
      authority: { thresholds: { medium: 1 } },
    });
    expect(await result(url, "participant_get", { participant: account })).toMatchObject({
      name: "alice",
    });
    const nobody = formatAccount(new Uint8Array(20));
    expect(await result(url, "account_get", { account: nobody })).toBeNull();
    expect(await result(url, "participant_get", { participant: "nobody" })).toBeNull();
  });

  test("participant_list goes on where it stopped", async () => {
    const names: string[] = [];
    let after: Json = null;
    do {
      const page: Record<string, Json> = await result(url, "participant_list", { after, limit: 2 });
      names.push(...(page["participants"] as { name: string }[]).map(({ name }) => name));
      after = page["next"]!;
    } while (after !== null);
    expect(names).toEqual(["alice", "bob", "carol", "council", "gateway-hk"]);
  });

  test("asset_get by the issuer's name, asset_list", async () => {
    const asset = await result(url, "asset_get", { asset: "HKD@gateway-hk" });
    expect(asset).toMatchObject({ code: "HKD", issuerName: "gateway-hk", supply: "1000000" });
    expect(await result(url, "asset_list")).toEqual({ assets: [asset], next: null });
    expect(await result(url, "asset_get", { asset: "USD@gateway-hk" })).toBeNull();
  });

  test("state_get gives bytes or null", async () => {
    const found = await result(url, "state_get", { key: "participant/alice" });
    expect(found["value"]).toMatch(/^[0-9a-f]+$/);
    expect(await result(url, "state_get", { key: "participant/zoe" })).toEqual({
      key: "participant/zoe",
      value: null,
      height: 2,
    });
  });

  test("account_history pages newest first", async () => {
    const { node } = running;
    for (let i = 0; i < 3; i++) {
      node.submit(node.pay("alice", "bob", 1n));
      node.commit();
    }
    const first = await result(url, "account_history", { account: "bob", limit: 2 });
    expect(first["transactions"]).toMatchObject([{ height: 5 }, { height: 4 }]);
    const params = { account: "bob", limit: 2, before: first["next"]! };
    const second = await result(url, "account_history", params);
    expect(second).toMatchObject({ transactions: [{ height: 3 }], next: null });
  });
});

describe("a payment's life", () => {
  test("built, signed elsewhere, simulated, submitted as JSON, waited for, looked up", async () => {
    const { node } = running;
    const uetr = "8a562c67-ca16-48ba-b074-65581be6f001";
    const amount = { asset: "HKD@gateway-hk", minor: "12500" };
    const operations = [{ type: "payment.transfer", body: { to: "bob", amount, uetr } }];
    const built = await result(url, "tx_build", { account: "alice", operations });
    expect(built["id"]).toBe(built["signingHash"]);

    const { secret, publicKey } = keyOf("alice");
    const signature = ed25519.sign(fromHex(built["signingHash"] as string)!, secret);
    const signatures = [{ publicKey: toHex(publicKey), signature: toHex(signature) }];
    const transaction = { body: built["body"]!, signatures };

    const simulated = await result(url, "tx_simulate", { transaction });
    expect(simulated).toMatchObject({ id: built["id"], receipt: { code: "OK" } });
    const id = built["id"]!;
    expect(await result(url, "tx_get", { id })).toEqual({ id, status: "unknown" });

    const waiting = result(url, "tx_wait", { id, timeoutMs: 5_000 });
    expect(await result(url, "tx_submit", { transaction })).toEqual({ id, status: "pending" });
    expect(await result(url, "tx_submit", { transaction })).toEqual({ id, status: "pending" });
    node.commit();
    const delivered = { asset: formatAsset(HKD), minor: "12500" };
    const committed = {
      id,
      status: "committed",
      height: 3,
      index: 0,
      receipt: { code: "OK", results: [{ type: "payment.transfer", result: { delivered } }] },
    };
    expect(await waiting).toMatchObject(committed);
    expect(await result(url, "tx_get", { id })).toMatchObject({ ...committed, transaction });
    expect(await result(url, "tx_submit", { transaction })).toMatchObject(committed);
    expect(await result(url, "payment_get", { uetr })).toMatchObject({
      uetr,
      status: "ACCC",
      amount: delivered,
    });
  });

  test("a failed transaction's receipt says why", async () => {
    const { node } = running;
    const transaction = node.pay("bob", "alice", 5n);
    node.submit(transaction);
    node.commit();
    expect(await result(url, "tx_get", { id: toHex(transaction.id) })).toMatchObject({
      status: "committed",
      receipt: {
        code: "INSUFFICIENT_BALANCE",
        failedOperation: 0,
        hint: expect.stringContaining("") as string,
      },
    });
  });

  test("tx_wait ends with the time, and says what it knows", async () => {
    const id = "00".repeat(32);
    expect(await result(url, "tx_wait", { id, timeoutMs: 30 })).toEqual({ id, status: "unknown" });
  });

  test("a list answers for each transaction, good or bad", async () => {
    const { node } = running;
    const good = node.pay("alice", "bob", 7n);
    const bad = toHex(node.pay("alice", "bob", 8n).bytes).replace(/..$/, "ff");
    const list = [toHex(good.bytes), "zz", bad, { body: {}, signatures: [] }];
    const answers = await result<Json[]>(url, "tx_submit", { transaction: list });
    expect(answers).toMatchObject([
      { id: toHex(good.id), status: "pending" },
      { status: "rejected", kind: "malformed", code: "MALFORMED_TRANSACTION", path: "transaction" },
      { status: "rejected", hint: expect.any(String) as string },
      { status: "rejected", code: "MALFORMED_TRANSACTION", path: "body.chainId" },
    ]);
  });

  test("JSON and bytes are the same transaction", async () => {
    const { node } = running;
    const transaction = node.sign("alice", [paymentTo("bob", 3n), paymentTo("carol", 4n)]);
    node.submit(transaction);
    node.commit();
    const found = await result(url, "tx_get", { id: toHex(transaction.id) });
    const json = found["transaction"] as { body: { operations: { body: { uetr: string } }[] } };
    expect(json.body.operations).toHaveLength(2);
    expect(json.body.operations[0]!.body.uetr).toMatch(/-4/);
    const again = await result(url, "tx_submit", { transaction: json as unknown as Json });
    expect(again["id"]).toBe(toHex(transaction.id));
    expect(formatUuid(new Uint8Array(16))).toHaveLength(36);
  });
});

describe("proofs hold under the genesis validators", () => {
  test("tx_proof with its receipt, waiting for the block above", async () => {
    const { node } = running;
    const transaction = node.pay("alice", "bob", 9n);
    node.submit(transaction);
    node.submit(node.pay("alice", "carol", 9n));
    node.commit();
    const id = toHex(transaction.id);
    const early = await result(url, "tx_proof", { id, receipt: false });
    expect(early["receipt"]).toBeNull();

    const waiting = result<TransactionProof>(url, "tx_proof", { id });
    setTimeout(() => node.commit(), 50);
    const proof = await waiting;
    const sent = decodeTransaction(fromHex(proof.transaction)!);
    if (!sent.ok) throw new Error("unreadable");
    expect(toHex(sent.value.id)).toBe(id);
    const at = checkFinality(proof);
    expect(verifyMerkleProof(at.transactionsRoot, transactionLeaf(sent.value), merkle(proof))).toBe(
      true,
    );
    const above = checkFinality(proof.receipt);
    expect(above.height).toBe(at.height + 1);
    const outcome = decodeOwn(receipt, fromHex(proof.receipt.receipt)!);
    expect(outcome.code).toBe("OK");
    expect(verifyMerkleProof(above.receiptsRoot, receiptLeaf(outcome), merkle(proof.receipt))).toBe(
      true,
    );
  });

  test.each(["participant/alice", "participant/zoe"])("state_proof of %s", async (key) => {
    const { node } = running;
    const waiting = result<StateProof>(url, "state_proof", { key });
    setTimeout(() => node.commit(), 50);
    const proof = await waiting;
    const above = checkFinality(proof);
    expect(above.height).toBe(proof.height + 1);
    const value = proof.value === null ? undefined : fromHex(proof.value)!;
    const siblings = proof.proof.siblings.map((one) => fromHex(one)!);
    const map = { bucket: fromHex(proof.proof.bucket)!, siblings };
    expect(verifyMapProof(above.stateRoot, key, value, map)).toBe(true);
    expect(value === undefined).toBe(key === "participant/zoe");
  });

  test("a chain that stands still is an error, not a wait without end", async () => {
    const answer = await ask(url, "state_proof", { key: "participant/alice" });
    expect(answer.error?.data).toMatchObject({ code: "NOT_YET_PROVABLE", height: 2 });
  });

  interface Finality {
    header: string;
    finality: { certificate: string; headers: string[] };
  }
  interface Branch {
    branch: { index: number; count: number; siblings: string[] };
  }
  interface TransactionProof extends Finality, Branch {
    transaction: string;
    receipt: Finality & Branch & { receipt: string };
  }
  interface StateProof extends Finality {
    value: string | null;
    height: number;
    proof: { bucket: string; siblings: string[] };
  }

  function checkFinality(proof: Finality) {
    const own = decodeOwn(header, fromHex(proof.header)!);
    const seal = decodeOwn(certificate, fromHex(proof.finality.certificate)!);
    const set = running.node.context.validators();
    expect(verifyCertificate(set, running.node.chainId, seal)).toBe(true);
    const { blocks } = running.node;
    const named = own.height + proof.finality.headers.length;
    expect(toHex(seal.digest)).toBe(toHex(blocks[named]!.digest));
    return own;
  }

  function merkle({ branch }: Branch) {
    return { ...branch, siblings: branch.siblings.map((one) => fromHex(one)!) };
  }
});

function anyAccount(): string {
  return expect.stringMatching(/^ptl1/) as string;
}
