import "../native.ts";

import { describe, expect, test } from "vitest";

import type { Header } from "../../src/chain/block.ts";
import { verifyProof } from "../../src/chain/proof/verify-proof.ts";
import { type Certificate, statementHash } from "../../src/chain/vote.ts";
import type { ExecutedBlock } from "../../src/execution/block-tree.ts";
import { fromUtf8, utf8 } from "../../src/primitives/bytes.ts";
import type { CommittedBlock, Finality } from "../../src/rpc/context.ts";
import { stateProof, transactionProof } from "../../src/rpc/proof-json.ts";
import { proveKey } from "../../src/state/authenticated-map/prove.ts";
import { balances } from "../../src/transactions/assets/records.ts";
import { testKey } from "../keys.ts";
import { council, hkd, payment, TestLedger } from "../ledger.ts";

// Goal: what the verifier accepts, a quorum of the genesis validators has signed; every bit of a proof matters.
// Method: proofs as the server makes them, from blocks of the production executor; then each bit of the document flipped.

const gateway = testKey("gateway-hk");
const alice = testKey("alice");
const ledger = new TestLedger();

function certify(
  header: ExecutedBlock,
  signers = [0, 1, 2],
  kind = "commit" as const,
): Certificate {
  const statement = { epoch: 0, view: 7, kind, digest: header.digest };
  const message = statementHash({ chainId: ledger.chainId, ...statement });
  const seals = signers.map((i) => ({ validator: i, signature: council[i]!.sign(message) }));
  return { ...statement, seals };
}

function committed(one: ExecutedBlock): CommittedBlock {
  const transactions = one.transactions.map(({ transaction }) => transaction);
  const { digest, block, receipts } = one;
  return { height: one.header.height, digest, block, transactions, receipts };
}

const amount = { asset: hkd, minor: 10_000n };
const orders = [
  { type: "asset.define", body: { code: "HKD", decimals: 2 } },
  { type: "asset.issue", body: { to: alice.account, amount, reference: undefined } },
];
ledger.run(orders, { by: [gateway] });
const pay = (): ReturnType<TestLedger["read"]> =>
  ledger.read(
    ledger.transaction([{ type: "payment.transfer", body: payment(gateway.account, 1n) }], {
      by: [alice],
    }),
  );
const block = ledger.block([pay(), pay(), pay()]);
const after = { root: ledger.tree.head.stateRoot, height: ledger.tree.head.header.height };
const balanceKey = balances.key(alice.account, hkd);
const entry = {
  height: after.height,
  value: ledger.state.get(balanceKey),
  proof: proveKey(ledger.state, after.root, balanceKey),
};
const absentKey = "balance/nobody";
const absence = {
  height: after.height,
  value: undefined,
  proof: proveKey(ledger.state, after.root, absentKey),
};
const next = ledger.block([]);
const last = ledger.block([]);

const own: Finality = { certificate: certify(block), headers: [] };
const headers: Header[] = [next.header, last.header];
const byDescendant: Finality = { certificate: certify(last), headers };
const nextFinality: Finality = { certificate: certify(last), headers: [last.header] };

const documents: readonly (readonly [string, unknown])[] = [
  [
    "a transaction with its own certificate",
    transactionProof(ledger.chainId, [], committed(block), 1, own, undefined),
  ],
  [
    "a transaction and its receipt, final by a descendant",
    transactionProof(ledger.chainId, [], committed(block), 2, byDescendant, {
      block: committed(next),
      finality: nextFinality,
    }),
  ],
  [
    "a state entry",
    stateProof(ledger.chainId, [], balanceKey, entry, committed(next), nextFinality),
  ],
  [
    "the absence of an entry",
    stateProof(ledger.chainId, [], absentKey, absence, committed(next), nextFinality),
  ],
];

describe.each(documents)("%s", (_, document) => {
  test("is accepted against the genesis file alone", () => {
    expect(verifyProof(document, ledger.genesis)).toMatchObject({ ok: true });
  });

  test("is refused with any single bit of the document changed", () => {
    const bytes = utf8(JSON.stringify(document));
    const survivors: string[] = [];
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        bytes[at]! ^= 1 << bit;
        if (isAccepted(bytes)) survivors.push(`byte ${at}, bit ${bit}`);
        bytes[at]! ^= 1 << bit;
      }
    }
    expect(survivors).toEqual([]);
  }, 300_000);
});

function isAccepted(bytes: Uint8Array): boolean {
  const text = fromUtf8(bytes);
  if (text === undefined) return false;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return false;
  }
  return verifyProof(json, ledger.genesis).ok;
}

describe("a proof of less is refused", () => {
  const proof = (certificate: Certificate) =>
    transactionProof(
      ...([ledger.chainId, [], committed(block), 1] as const),
      ...([{ certificate, headers: [] }, undefined] as const),
    );

  test.each([
    ["one signature short of a quorum", certify(block, [0, 1])],
    ["a signer counted twice", certify(block, [0, 1, 1])],
    ["prepared, not committed", certify(block, [0, 1, 2], "prepare" as never)],
    ["a certificate of another block", certify(next)],
  ])("%s: NOT_FINAL", (_, certificate) => {
    expect(verifyProof(proof(certificate), ledger.genesis)).toMatchObject({ code: "NOT_FINAL" });
  });

  test("of another network: WRONG_CHAIN", () => {
    const other = { ...ledger.genesis, network: "other" };
    expect(verifyProof(proof(certify(block)), other)).toMatchObject({ code: "WRONG_CHAIN" });
  });

  test.each([null, 5, "x", [], {}, { kind: "state" }])("%j is not a proof", (document) => {
    expect(verifyProof(document, ledger.genesis)).toMatchObject({ code: "NOT_A_PROOF" });
  });
});
