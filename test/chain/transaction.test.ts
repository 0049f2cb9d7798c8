import { expect, test } from "vitest";

import { decodeTransaction, sealTransaction, transactionId } from "../../src/chain/transaction.ts";
import { concatBytes } from "../../src/primitives/bytes.ts";
import { encode } from "../../src/primitives/fields/codec.ts";
import { field } from "../../src/primitives/fields/index.ts";
import { domainHash } from "../../src/primitives/hasher.ts";
import { createRandom } from "../state/random.ts";

// Goal: id and wireHash, which are taken from the bytes in place, are the hashes of body and signatures encoded apart.
// Method: random transactions, sealed and read again, inside a larger array too.

const hashWire = domainHash("portolan signed transaction 1");
const signatures = field.list(
  field.record({ publicKey: field.bytes(32), signature: field.bytes(64) }),
  40,
);

test("id and wireHash are those of the parts [seed 13]", () => {
  const random = createRandom(13);
  for (let i = 0; i < 500; i++) {
    const operations = Array.from({ length: 1 + random.below(5) }, () => ({
      tag: random.below(65_536),
      source: random.below(2) === 0 ? undefined : random.bytes(20),
      body: random.bytes(random.below(300)),
    }));
    const body = {
      ...{ chainId: random.bytes(32), account: random.bytes(20), nonce: random.bytes(16) },
      ...{ validUntil: random.below(1e9), operations },
    };
    const seals = Array.from({ length: 1 + random.below(4) }, () => {
      return { publicKey: random.bytes(32), signature: random.bytes(64) };
    });
    const sealed = sealTransaction(body, seals);
    const within = concatBytes(random.bytes(7), sealed.bytes, random.bytes(9));
    const read = decodeTransaction(within.subarray(7, 7 + sealed.bytes.length));
    if (!read.ok) throw new Error(read.problem.message);
    for (const one of [sealed, read.value]) {
      expect(one.id).toEqual(transactionId(body));
      expect(one.wireHash).toEqual(hashWire(one.id, encode(signatures, sealed.signatures)));
      expect(one.body).toEqual(body);
    }
  }
});
