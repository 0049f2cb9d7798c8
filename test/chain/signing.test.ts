import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { sealTransaction, transactionId } from "../../src/chain/transaction.ts";
import { parseAccount } from "../../src/primitives/account-id.ts";
import { parseAsset } from "../../src/primitives/asset-id.ts";
import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { encode } from "../../src/primitives/fields/codec.ts";
import { transfer } from "../../src/transactions/payments/transfer.ts";
import { testKey } from "../keys.ts";
import { payment } from "../ledger.ts";

// Goal: whoever follows docs/signing.md in any language gets the bytes that the node accepts.
// Method: a golden vector, this code, and the Python script of the docs give the same.

interface Vector {
  readonly order: {
    readonly chainId: string;
    readonly account: string;
    readonly nonce: string;
    readonly validUntil: number;
    readonly to: string;
    readonly asset: string;
    readonly minor: string;
    readonly uetr: string;
    readonly seed: string;
  };
  readonly signed: {
    readonly id: string;
    readonly publicKey: string;
    readonly signature: string;
    readonly transaction: string;
  };
}

const root = join(import.meta.dirname, "../..");
const { order, signed } = JSON.parse(
  readFileSync(join(root, "test/vectors/signing.json"), "utf8"),
) as Vector;

test("the vector of docs/signing.md is what this code builds and signs", () => {
  const alice = testKey("alice");
  const uetr = fromHex(order.uetr.replaceAll("-", ""))!;
  const body = payment(parseAccount(order.to)!, BigInt(order.minor), parseAsset(order.asset), uetr);
  const unsigned = {
    chainId: fromHex(order.chainId)!,
    account: parseAccount(order.account)!,
    nonce: fromHex(order.nonce)!,
    validUntil: order.validUntil,
    operations: [
      { tag: transfer.tag, source: undefined, body: encode(transfer.body, body as never) },
    ],
  };
  const id = transactionId(unsigned);
  const signature = alice.sign(id);
  const transaction = sealTransaction(unsigned, [{ publicKey: alice.publicKey, signature }]);
  expect({
    id: toHex(id),
    publicKey: toHex(alice.publicKey),
    signature: toHex(signature),
    transaction: toHex(transaction.bytes),
  }).toEqual(signed);
  expect(toHex(alice.seed)).toBe(order.seed);
});

const python = spawnSync("python3", ["-c", "import cryptography"]);
if (python.status === 0) {
  test("the Python script of the docs builds and signs the same bytes", () => {
    const script = join(root, "docs/signing.py");
    const answer = spawnSync("python3", [script], {
      input: JSON.stringify(order),
      encoding: "utf8",
    });
    expect(answer.stderr).toBe("");
    expect(JSON.parse(answer.stdout)).toEqual(signed);
  });
}
