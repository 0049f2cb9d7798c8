import { firstEpoch } from "../../src/chain/genesis.ts";
import { describe, expect, test } from "vitest";

import {
  operationEnvelope,
  sealTransaction,
  signature,
  transactionBody,
} from "../../src/chain/transaction.ts";
import { malformed, rejected, commonFailures } from "../../src/execution/refusals.ts";
import { BodyCache } from "../../src/mempool/body-cache.ts";
import { defaultPoolLimits, Pool } from "../../src/mempool/pool.ts";
import { Admission, type Admitted } from "../../src/node/admission.ts";
import { checkHere } from "../../src/node/signatures/checks.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { limits } from "../../src/primitives/limits.ts";
import { encode } from "../../src/primitives/fields/codec.ts";
import { field } from "../../src/primitives/fields/index.ts";
import { transfer } from "../../src/transactions/payments/transfer.ts";
import { COUNCIL } from "../../src/primitives/account-id.ts";
import { testKey } from "../keys.ts";
import { council, hkd, payment, type SubmitOptions, TestLedger } from "../ledger.ts";

// Goal: bad input is refused at the door with a named code and a sentence that says what to do; nothing is lost by it.
// Method: the production way into the pool, over the production executor's state.

const MEMBER = "a member's node";
const alice = testKey("alice");
const bob = testKey("bob");
const gateway = testKey("gateway-hk");

function open(poolLimits = defaultPoolLimits) {
  const ledger = new TestLedger();
  const committed = new Set<string>();
  const pool = new Pool(poolLimits);
  /** What happens while the signatures of many are checked in a thread. */
  const meanwhile: (() => void)[] = [];
  const admission = new Admission({
    chainId: ledger.chainId,
    constitution: () => firstEpoch(ledger.genesis).constitution,
    pool,
    bodies: new BodyCache(),
    ledger: ledger.state,
    committedTimeMs: () => ledger.timeMs,
    isCommitted: ({ id }) => committed.has(id),
    nowMs: () => ledger.timeMs,
    checkSignatures: (transactions) => {
      meanwhile.splice(0).forEach((happens) => happens());
      return checkHere(transactions);
    },
  });
  return { meanwhile, ledger, pool, admission, committed };
}

type World = ReturnType<typeof open>;

function pay({ ledger }: World, options: Partial<SubmitOptions> = {}, minor = 1n) {
  const order = { type: "payment.transfer", body: payment(bob.account, minor) };
  return ledger.transaction([order], { by: [alice], ...options });
}

/** A payment whose operations were changed after its body passed the encoder. */
function raw(world: World, operations: readonly { tag: number; body: Uint8Array }[]) {
  const { body, signatures } = pay(world);
  const changed = operations.map((one) => ({ ...one, source: undefined }));
  return sealTransaction({ ...body, operations: changed }, signatures).bytes;
}

const register = {
  type: "participant.register",
  source: COUNCIL,
  body: {
    name: "bank-x",
    roles: ["bank"],
    country: "HK",
    lei: undefined,
    authority: {
      signers: [{ publicKey: bob.publicKey, weight: 1 }],
      thresholds: { low: 1, medium: 1, high: 1 },
    },
  },
};

const rows: readonly (readonly [string, string, (world: World) => Uint8Array])[] = [
  ["noise", "MALFORMED_TRANSACTION", () => new Uint8Array(100).fill(9)],
  ["nothing", "MALFORMED_TRANSACTION", () => new Uint8Array()],
  ["a byte too many", "MALFORMED_TRANSACTION", (w) => Uint8Array.from([...pay(w).bytes, 0])],
  ["65,537 bytes", "TOO_LARGE", () => new Uint8Array(limits.transactionBytes + 1)],
  [
    "another network's chain id",
    "WRONG_CHAIN",
    (w) => pay(w, { chainId: new Uint8Array(32) }).bytes,
  ],
  ["an unknown type", "UNKNOWN_TYPE", (w) => raw(w, [{ tag: 0xfffe, body: new Uint8Array() }])],
  [
    "a body cut short",
    "MALFORMED_BODY",
    (w) => raw(w, [{ tag: transfer.tag, body: new Uint8Array(7) }]),
  ],
  ["an amount of zero", "ZERO_AMOUNT", (w) => pay(w, {}, 0n).bytes],
  [
    "a signature of something else",
    "BAD_SIGNATURE",
    (w) => {
      const { body } = pay(w);
      const signature = alice.sign(new Uint8Array(32));
      return sealTransaction(body, [{ publicKey: alice.publicKey, signature }]).bytes;
    },
  ],
  ["a time that has passed", "EXPIRED", (w) => pay(w, { validUntil: w.ledger.timeMs - 1 }).bytes],
  [
    "a time beyond the lifetime",
    "VALID_UNTIL_TOO_FAR",
    (w) => pay(w, { validUntil: w.ledger.timeMs + 300_001 }).bytes,
  ],
  ["a stranger's account", "UNKNOWN_SOURCE", (w) => pay(w, { by: [testKey("stranger")] }).bytes],
  [
    "somebody else's account",
    "INSUFFICIENT_WEIGHT",
    (w) => pay(w, { by: [bob], account: alice.account }).bytes,
  ],
  [
    "a role that may not pay",
    "ROLE_NOT_ALLOWED",
    (w) => pay(w, { by: [testKey("customs-cn")] }).bytes,
  ],
  [
    "two of four council members",
    "INSUFFICIENT_WEIGHT",
    (w) => w.ledger.transaction([register], { by: council.slice(0, 2), account: COUNCIL }).bytes,
  ],
];

/** What a sender with an encoder of its own can put on the wire. */
const unboundedTransaction = field.record({
  body: field.record({
    ...transactionBody.shape,
    operations: field.list(operationEnvelope, 1_000),
  }),
  signatures: field.list(signature, 1_000),
});

type Door = (world: World, bytes: Uint8Array) => Promise<Admitted>;
const doors: readonly (readonly [string, Door])[] = [
  ["alone", async ({ admission }, bytes) => admission.admit(bytes, MEMBER)],
  ["in a list", async ({ admission }, bytes) => (await admission.admitMany([bytes], MEMBER))[0]!],
];

describe.each(doors)("a bad transaction that comes %s is refused at the door", (_, admit) => {
  test.each(rows)("%s: %s", async (_, code, bytes) => {
    const world = open();
    const admitted = await admit(world, bytes(world));
    expect(admitted).toMatchObject({ ok: false, refusal: { code } });
    if (!admitted.ok) expect(admitted.refusal.hint).toMatch(/^\S.{15,}\.$/);
    expect(world.pool.size).toBe(0);
  });

  test("101 operations on the wire: TOO_MANY_OPERATIONS; the encoder does not even build them", () => {
    const world = open();
    const one = {
      tag: transfer.tag,
      source: undefined,
      body: encode(transfer.body, payment(bob.account, 1n) as never),
    };
    const { body, signatures } = pay(world);
    const build = () =>
      sealTransaction({ ...body, operations: Array(101).fill(one) as (typeof one)[] }, signatures);
    expect(build).toThrow(/1 to 100/);
    const operations = Array.from({ length: 101 }, () => one);
    const bytes = encode(unboundedTransaction, { body: { ...body, operations }, signatures });
    expect(world.admission.admit(bytes, MEMBER)).toMatchObject({
      ok: false,
      refusal: { code: "TOO_MANY_OPERATIONS" },
    });
  });
});

describe("the same transaction again", () => {
  test("is welcome while it waits, and in the pool once", () => {
    const world = open();
    const { bytes } = pay(world);
    expect(world.admission.admit(bytes, MEMBER)).toMatchObject({ ok: true, fresh: true });
    expect(world.admission.admit(bytes, MEMBER)).toMatchObject({ ok: true, fresh: false });
    expect(world.pool.size).toBe(1);
  });

  test("with another set of signatures is the same transaction", () => {
    const world = open();
    const { body, id, signatures, bytes } = pay(world);
    const extra = { publicKey: gateway.publicKey, signature: gateway.sign(id) };
    world.admission.admit(bytes, MEMBER);
    const other = sealTransaction(body, [...signatures, extra]);
    expect(world.admission.admit(other.bytes, MEMBER)).toMatchObject({ ok: true, fresh: false });
    expect(world.pool.size).toBe(1);
  });

  test("is ALREADY_COMMITTED after its block, with these signatures or others", () => {
    const world = open();
    const { body, id, signatures, bytes } = pay(world);
    world.committed.add(toHex(id));
    const extra = { publicKey: gateway.publicKey, signature: gateway.sign(id) };
    for (const again of [bytes, sealTransaction(body, [...signatures, extra]).bytes]) {
      expect(world.admission.admit(again, MEMBER)).toMatchObject({
        ok: false,
        refusal: { code: "ALREADY_COMMITTED" },
      });
    }
  });

  test("a copy robbed of a signature does not take the place of the whole one", () => {
    const world = open();
    const whole = world.ledger.transaction([register], { by: council, account: COUNCIL });
    const robbed = sealTransaction(whole.body, whole.signatures.slice(0, 2));
    expect(world.admission.admit(robbed.bytes, MEMBER)).toMatchObject({ ok: false });
    expect(world.admission.admit(whole.bytes, MEMBER)).toMatchObject({ ok: true, fresh: true });
  });
});

describe("a list of transactions", () => {
  const forge = (world: World): Uint8Array => {
    const { body, signatures } = pay(world, {}, 9n);
    const forged = { ...signatures[0]!, signature: new Uint8Array(64) };
    return sealTransaction(body, [forged]).bytes;
  };
  const outcomes = (admitted: readonly Admitted[]) =>
    admitted.map((one) => (one.ok ? one.fresh : one.refusal.code));

  test("is answered in its order, and a bad one among them does not hide the others", async () => {
    const world = open();
    const [first, second] = [pay(world, {}, 1n).bytes, pay(world, {}, 2n).bytes];
    const list = [first, forge(world), new Uint8Array(9), second, first];
    expect(outcomes(await world.admission.admitMany(list, MEMBER))).toEqual([
      ...[true, "BAD_SIGNATURE", "MALFORMED_TRANSACTION", true],
      false, // the same twice: the second is welcome and nothing new
    ]);
    expect(world.pool.size).toBe(2);
  });

  test("finds the pool as it is once its signatures are checked", async () => {
    const world = open({ transactionsMax: 2, bytesMax: 1_000_000, perAccountMax: 2 });
    const list = [1n, 2n, 3n].map((minor) => pay(world, {}, minor));
    const other = pay(world, { by: [gateway] }, 4n);
    world.meanwhile.push(() => {
      world.admission.admit(other.bytes, "another member's node");
      world.committed.add(toHex(list[1]!.id));
    });
    const bodies = list.map(({ bytes }) => bytes);
    const admitted = await world.admission.admitMany(bodies, MEMBER);
    expect(outcomes(admitted)).toEqual([true, "ALREADY_COMMITTED", "POOL_FULL"]);
    expect(world.pool.size).toBe(2);
  });

  test("leaves the event loop its turns while it is read", async () => {
    const world = open();
    const bulk = Array.from({ length: 100 }, () => ({
      type: "payment.transfer",
      body: payment(bob.account, 1n),
    }));
    const bodies = Array.from({ length: 40 }, () => {
      return world.ledger.transaction(bulk, { by: [alice] }).bytes;
    });
    let isRead = false;
    world.meanwhile.push(() => (isRead = true));
    let turns = 0;
    const count = () => {
      if (isRead) return;
      turns++;
      setImmediate(count);
    };
    setImmediate(count);
    await world.admission.admitMany(bodies, MEMBER);
    expect(turns).toBeGreaterThan(0);
  });
});

test("a full pool refuses before it verifies: a flood of forged copies costs no signature check", () => {
  const world = open({ transactionsMax: 1, bytesMax: 1_000_000, perAccountMax: 1 });
  world.admission.admit(pay(world).bytes, MEMBER);
  const { body, signatures } = pay(world);
  const [first] = signatures;
  const forged = sealTransaction(body, [{ ...first!, signature: new Uint8Array(64) }]);
  const refused = world.admission.admit(forged.bytes, MEMBER);
  expect(refused).toMatchObject({ ok: false, refusal: { code: "POOL_FULL" } });
  expect(refused).not.toHaveProperty("id"); // a stranger's copy says nothing about the real one
});

test("a dry run shows the receipt and writes nothing", () => {
  const world = open();
  const receipt = world.admission.simulate(pay(world).bytes, 1);
  expect(receipt).toMatchObject({ code: "INSUFFICIENT_BALANCE" });
  expect(world.ledger.available(alice.account, hkd)).toBe(0n);
});

test("every code has a sentence that says what to do", () => {
  for (const [code, sentence] of Object.entries({ ...malformed, ...rejected, ...commonFailures })) {
    expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(sentence).toMatch(/\. .{8,}\.$/);
  }
});
