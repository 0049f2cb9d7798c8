import "../native.ts";

import { describe, expect, test } from "vitest";

import { header, type Header } from "../../src/chain/block.ts";
import { validatorsOf } from "../../src/chain/epoch.ts";
import { genesis } from "../../src/chain/genesis.ts";
import { peerIdOfKey } from "../../src/chain/peer-id.ts";
import type { HandOver } from "../../src/chain/proof/document.ts";
import { trustGenesis } from "../../src/chain/proof/trust.ts";
import { verifyProof, verifyProofFrom } from "../../src/chain/proof/verify-proof.ts";
import { type Certificate, certificate, statementHash } from "../../src/chain/vote.ts";
import type { ExecutedBlock } from "../../src/execution/block-tree.ts";
import { COUNCIL } from "../../src/primitives/account-id.ts";
import { fromUtf8, utf8 } from "../../src/primitives/bytes.ts";
import { encode } from "../../src/primitives/fields/codec.ts";
import type { CommittedBlock, Finality } from "../../src/rpc/context.ts";
import { LightClient } from "../../src/rpc/light-client.ts";
import { headerProof, stateProof, transactionProof } from "../../src/rpc/proof-json.ts";
import { proveKey } from "../../src/state/authenticated-map/prove.ts";
import { epochOf } from "../../src/transactions/council/records.ts";
import { balances } from "../../src/transactions/assets/records.ts";
import { testKey } from "../keys.ts";
import { council, hkd, payment, TestLedger } from "../ledger.ts";

// Goal: what the verifier accepts, a quorum of the genesis validators has signed; every bit of a proof matters.
// Method: proofs as the server makes them, from blocks of the production executor; then each bit of the document flipped.

const gateway = testKey("gateway-hk");
const alice = testKey("alice");
const ledger = new TestLedger();

function certify(
  { header, digest }: ExecutedBlock,
  signers = [0, 1, 2],
  kind = "commit" as const,
): Certificate {
  const statement = { epoch: header.epoch, view: 7, kind, digest };
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
  proof: proveKey(ledger.state.tree, balanceKey),
};
const absentKey = "balance/nobody";
const absence = {
  height: after.height,
  value: undefined,
  proof: proveKey(ledger.state.tree, absentKey),
};
const next = ledger.block([]);
const last = ledger.block([]);

const own: Finality = { certificate: certify(block), headers: [] };
const headers: Header[] = [next.header, last.header];
const byDescendant: Finality = { certificate: certify(last), headers };
const nextFinality: Finality = { certificate: certify(last), headers: [last.header] };

// The council replaces one validator by another: the last block of epoch 0, and a payment in epoch 1 (C13).
const newcomer = testKey("node-4");
const added = {
  name: "node-4",
  publicKey: newcomer.publicKey,
  peerId: peerIdOfKey(newcomer.publicKey),
};
ledger.run(
  [
    { type: "council.validator.add", body: added, source: COUNCIL },
    { type: "council.validator.remove", body: { name: "council-3" }, source: COUNCIL },
  ],
  { by: council.slice(0, 3), account: COUNCIL },
);
const lastOfEpoch = ledger.block([]);
const later = ledger.block([pay()]);
const { validators } = epochOf(ledger.state, 1).constitution;
const handOver: HandOver = {
  header: encode(header, lastOfEpoch.header),
  certificate: encode(certificate, certify(lastOfEpoch)),
  validators,
};
const laterFinality: Finality = { certificate: certify(later), headers: [] };
const laterProof = (handOvers: readonly HandOver[], finality = laterFinality) =>
  transactionProof(ledger.chainId, handOvers, committed(later), 0, finality, undefined);

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

const allDocuments: typeof documents = [
  ...documents,
  ["a transaction of a later epoch, by the hand-over to it", laterProof([handOver])],
  [
    "a header of a later epoch",
    headerProof(ledger.chainId, [handOver], committed(later), laterFinality),
  ],
];

describe.each(allDocuments)("%s", (_, document) => {
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

describe("C13: a proof from a later epoch", () => {
  const trusted = trustGenesis(ledger.genesis);
  const set = epochOf(ledger.state, 1);
  const client = (): LightClient => LightClient.fromGenesis(genesis.toJson(ledger.genesis));

  test("holds for whoever trusts that epoch's set already, with or without the way there", () => {
    const later1 = { chainId: ledger.chainId, validators: validatorsOf(set) };
    expect(verifyProofFrom(laterProof([]), later1)).toMatchObject({ ok: true });
    expect(verifyProofFrom(laterProof([handOver]), later1)).toMatchObject({ ok: true });
  });

  const forged = { ...handOver, validators: set.constitution.validators.toReversed() };
  const bySelf = encode(certificate, certify(lastOfEpoch, [0, 1]));
  test.each<[string, string, readonly HandOver[]]>([
    ["UNKNOWN_EPOCH", "without the hand-over", []],
    ["BAD_HAND_OVER", "to other validators than the header names", [forged]],
    [
      "BAD_HAND_OVER",
      "by a header that is not the last",
      [
        {
          ...handOver,
          header: encode(header, last.header),
          certificate: encode(certificate, certify(last)),
        },
      ],
    ],
    ["NOT_FINAL", "one signature short", [{ ...handOver, certificate: bySelf }]],
    ["WRONG_VALIDATORS", "twice", [handOver, handOver]],
    ["NOT_A_PROOF", "by bytes that are no header", [{ ...handOver, header: new Uint8Array(3) }]],
  ])("%s: %s", (code, _, handOvers) => {
    expect(verifyProofFrom(laterProof(handOvers), trusted)).toMatchObject({ ok: false, code });
  });

  test("the old set cannot sign for the new epoch", () => {
    const statement = { ...certify(later), epoch: 0 };
    const message = statementHash({ chainId: ledger.chainId, ...statement });
    const seals = [0, 1, 3].map((i) => ({ validator: i, signature: council[i]!.sign(message) }));
    const finality = { certificate: { ...statement, seals }, headers: [] };
    expect(verifyProofFrom(laterProof([handOver], finality), trusted)).toMatchObject({
      code: "NOT_FINAL",
    });
  });

  test("a light client follows, keeps what it trusts in a file, and goes on from there", () => {
    const one = client();
    expect(one.verify(laterProof([]))).toMatchObject({ code: "UNKNOWN_EPOCH" });
    one.follow(handOver);
    expect([one.epoch, one.verify(laterProof([])).ok]).toEqual([1, true]);
    expect(one.verify(documents[0]![1])).toMatchObject({ ok: true }); // of the epoch that it has gone past
    const again = LightClient.fromTrust(JSON.parse(JSON.stringify(one.trust())));
    expect(again.verify(laterProof([]))).toMatchObject({ ok: true });
    expect(() => again.follow(handOver)).toThrow("names another validator set");
    expect(() => LightClient.fromTrust({ kind: "trust" })).toThrow("The trust file is wrong");
  });
});

describe("a proof of less is refused", () => {
  const proof = (sealed: Certificate) =>
    transactionProof(
      ...([ledger.chainId, [], committed(block), 1] as const),
      ...([{ certificate: sealed, headers: [] }, undefined] as const),
    );

  test.each([
    ["one signature short of a quorum", certify(block, [0, 1])],
    ["a signer counted twice", certify(block, [0, 1, 1])],
    ["prepared, not committed", certify(block, [0, 1, 2], "prepare" as never)],
    ["a certificate of another block", certify(next)],
  ])("%s: NOT_FINAL", (_, sealed) => {
    expect(verifyProof(proof(sealed), ledger.genesis)).toMatchObject({ code: "NOT_FINAL" });
  });

  test("of another network: WRONG_CHAIN", () => {
    const other = { ...ledger.genesis, network: "other" };
    expect(verifyProof(proof(certify(block)), other)).toMatchObject({ code: "WRONG_CHAIN" });
  });

  test.each([null, 5, "x", [], {}, { kind: "state" }])("%j is not a proof", (document) => {
    expect(verifyProof(document, ledger.genesis)).toMatchObject({ code: "NOT_A_PROOF" });
  });
});
