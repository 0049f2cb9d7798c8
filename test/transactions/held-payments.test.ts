import { describe, expect, test } from "vitest";

import { spendings, waitingPayments } from "../../src/transactions/payments/records.ts";
import { testKey } from "../keys.ts";
import { payment, uetr } from "../ledger.ts";
import {
  alice,
  bank,
  BankingLedger,
  bob,
  DAY,
  held,
  hkd,
  HOUR,
  walletHk,
  walletPh,
} from "./banking.ts";

// Goal: a payment that waits for approvals moves as a whole or not at all, whoever decides first (docs/domain section 1).
// Method: the production executor, one block per step.

const agents = [walletHk, bank, walletPh];

function start(minor = 2_500n, changes: object = {}) {
  const ledger = new BankingLedger();
  ledger.issue();
  const order = held(ledger, minor, changes);
  const result = ledger.do(alice, "payment.hold", order);
  return { ledger, order, id: order.uetr, result };
}

const approve = (ledger: BankingLedger, by: typeof bank, id: Uint8Array) =>
  ledger.do(by, "payment.approve", { uetr: id });

describe("approvals in any order", () => {
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  test.each(orders)("of parties %d, %d, %d: the last one settles it in its block", (...order) => {
    const { ledger, id } = start();
    expect(ledger.held(alice.account, hkd)).toBe(2_500n);
    for (const [place, at] of order.entries()) {
      expect(ledger.available(bob.account, hkd)).toBe(0n);
      const result = approve(ledger, agents[at]!, id);
      expect(result).toMatchObject({ waiting: 2 - place, status: place === 2 ? "ACCC" : "ACSP" });
    }
    expect(ledger.available(bob.account, hkd)).toBe(2_500n);
    expect(ledger.held(alice.account, hkd)).toBe(0n);
    expect(ledger.payment(id)).toMatchObject({ status: "ACCC" });
    expect(ledger.lost).toBe(0n);
  });

  test("the sending wallet signs with its user: both operations in one transaction", () => {
    const ledger = new BankingLedger();
    ledger.issue();
    const order = held(ledger, 1n);
    const orders = [
      { type: "payment.hold", body: order, source: alice.account },
      { type: "payment.approve", body: { uetr: order.uetr }, source: walletHk.account },
    ];
    expect(ledger.run(orders, { by: [alice, walletHk] }).code).toBe("OK");
    const decisions = ledger.payment(order.uetr).holding!.agents.map((one) => one.decision);
    expect(decisions).toEqual(["passed", "waiting", "waiting"]);
  });

  test("it waits for each party until that one has decided", () => {
    const { ledger, id } = start();
    const waits = () =>
      agents.map(({ account }) => ledger.state.has(waitingPayments.key(account, id)));
    expect(waits()).toEqual([true, true, true]);
    approve(ledger, bank, id);
    expect(waits()).toEqual([true, false, true]);
    ledger.do(walletPh, "payment.refuse", { uetr: id, reason: "AC04" });
    expect(waits()).toEqual([false, false, false]);
  });
});

describe("what ends a held payment", () => {
  test("a refusal returns the funds at once, with its reason", () => {
    const { ledger, id } = start();
    approve(ledger, bank, id);
    ledger.do(walletPh, "payment.refuse", { uetr: id, reason: "AC04" });
    expect(ledger.available(alice.account, hkd)).toBe(10_000n);
    const { status, steps } = ledger.payment(id);
    expect(status).toBe("RJCT");
    expect(steps!.at(-1)).toMatchObject({ reason: "AC04", by: walletPh.account });
  });

  test("its time is up: the next block returns the funds, with AB03", () => {
    const { ledger, order, id } = start();
    ledger.wait(order.expiresAt - ledger.timeMs);
    expect(ledger.payment(id).status).toBe("ACSP");
    ledger.wait(1_000);
    expect(ledger.payment(id).status).toBe("RJCT");
    expect(ledger.payment(id).steps!.at(-1)).toMatchObject({ reason: "AB03", by: undefined });
    expect(ledger.available(alice.account, hkd)).toBe(10_000n);
    expect(ledger.held(alice.account, hkd)).toBe(0n);
  });

  test("approved at its last moment it is settled, and expires no more", () => {
    const { ledger, order, id } = start();
    approve(ledger, walletHk, id);
    approve(ledger, bank, id);
    ledger.wait(order.expiresAt - ledger.timeMs - 1_000);
    approve(ledger, walletPh, id);
    expect(ledger.timeMs).toBe(order.expiresAt);
    ledger.wait(DAY);
    expect(ledger.payment(id).status).toBe("ACCC");
    expect(ledger.available(bob.account, hkd)).toBe(2_500n);
  });

  test("past its time but not swept yet it counts as expired", () => {
    const ledger = new BankingLedger();
    ledger.issue();
    const order = held(ledger, 1n, { expiresAt: ledger.timeMs + 1_500 });
    ledger.do(alice, "payment.hold", order);
    // The second of the deadline is not over at this block's time, so no sweep has come by.
    const one = ledger.read(
      ledger.transaction([{ type: "payment.approve", body: { uetr: order.uetr } }], { by: [bank] }),
    );
    expect(ledger.block([one], order.expiresAt + 100).receipts[0]!.code).toBe("PAYMENT_EXPIRED");
    expect(ledger.payment(order.uetr).status).toBe("ACSP");
  });
});

describe("fees, by who bears them (ISO 20022 ChargeBearerType1Code)", () => {
  const schedule = { flat: 10n, partsPerMillion: 20_000, least: undefined, most: undefined };

  // 2% of 1,000 and 10 each: 30 for an agent; two on the debtor's side, one on the creditor's.
  test.each<[string | undefined, bigint, bigint]>([
    ["DEBT", 1_090n, 1_000n],
    ["CRED", 1_000n, 910n],
    ["SHAR", 1_060n, 970n],
    ["SLEV", 1_060n, 970n],
    [undefined, 1_060n, 970n],
  ])("%s: %d on hold, %d delivered", (chargeBearer, onHold, delivered) => {
    const ledger = new BankingLedger();
    ledger.issue();
    for (const one of agents) ledger.do(one, "payment.fees.set", { asset: hkd, schedule });
    const order = held(ledger, 1_000n, { chargeBearer });
    const result = ledger.do(alice, "payment.hold", order);
    expect(result).toMatchObject({ held: { minor: onHold }, deliver: { minor: delivered } });
    for (const one of agents.slice(0, 2)) approve(ledger, one, order.uetr);
    const settled = approve(ledger, walletPh, order.uetr);
    expect(settled).toMatchObject({ delivered: { minor: delivered }, fees: 90n });
    expect(ledger.available(alice.account, hkd)).toBe(10_000n - onHold);
    expect(ledger.available(bob.account, hkd)).toBe(delivered);
    for (const { account } of agents) expect(ledger.available(account, hkd)).toBe(30n);
    expect(ledger.lost).toBe(0n);
  });

  test("a schedule's bounds: at least, at most, and rounded down", () => {
    const ledger = new BankingLedger();
    ledger.issue();
    const charge = (flat: bigint, partsPerMillion: number, least?: bigint, most?: bigint) => {
      const schedule = { flat, partsPerMillion, least, most };
      ledger.do(bank, "payment.fees.set", { asset: hkd, schedule });
      const agents = [{ account: bank.account, side: "debtor" }];
      return ledger.do(alice, "payment.hold", held(ledger, 999n, { agents }))["fees"];
    };
    expect(charge(0n, 1_000)).toBe(0n); // 0.999
    expect(charge(1n, 1_002)).toBe(2n); // 1 + 1.000998
    expect(charge(0n, 1_000, 5n)).toBe(5n);
    expect(charge(0n, 500_000, undefined, 7n)).toBe(7n);
  });

  test.each([
    ["DEBT", 100n, "OK"],
    ["DEBT", 99n, "FEES_ABOVE_MAX"],
    ["CRED", 0n, "OK"], // what the receiver bears is none of the payer's fees
  ])("feesMax bounds what the payer bears: %s, 100 charged, %d agreed: %s", (...row) => {
    const [chargeBearer, feesMax, code] = row;
    const ledger = new BankingLedger();
    ledger.issue();
    const schedule = { flat: 100n, partsPerMillion: 0, least: undefined, most: undefined };
    ledger.do(bank, "payment.fees.set", { asset: hkd, schedule });
    const order = held(ledger, 1_000n, { chargeBearer, feesMax });
    expect(ledger.try(alice, "payment.hold", order).code).toBe(code);
  });

  test("a payment keeps the fees that held when it was made", () => {
    const { ledger, id } = start();
    const dear = { ...schedule, flat: 1_000n };
    ledger.do(bank, "payment.fees.set", { asset: hkd, schedule: dear });
    for (const one of agents) approve(ledger, one, id);
    expect(ledger.available(bob.account, hkd)).toBe(2_500n);
    expect(ledger.available(bank.account, hkd)).toBe(0n);
  });
});

describe("tracking in gpi's words", () => {
  test("every step is stamped, in order, with who said it", () => {
    const { ledger, id } = start();
    ledger.do(bank, "payment.track", { uetr: id, reason: "G003" });
    ledger.do(bank, "payment.track", { uetr: id, reason: "G002" });
    for (const one of agents) approve(ledger, one, id);
    const steps = ledger.payment(id).steps!;
    expect(steps.map(({ status, reason }) => [status, reason])).toEqual([
      ["ACSP", "G000"],
      ["ACSP", "G003"],
      ["ACSP", "G002"],
      ["ACCC", undefined],
    ]);
    expect(steps.map(({ by }) => by)).toEqual([
      ...[alice.account, bank.account, bank.account],
      walletPh.account,
    ]);
    const times = steps.map(({ timeMs }) => timeMs);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });

  test("steps are bounded, and there is room for the end", () => {
    const { ledger, id } = start();
    let code = "OK";
    for (let i = 0; code === "OK"; i++) {
      code = ledger.try(bank, "payment.track", { uetr: id, reason: "G002" }).code;
      expect(i).toBeLessThan(40);
    }
    expect(code).toBe("TOO_MANY_STEPS");
    for (const one of agents) approve(ledger, one, id);
    expect(ledger.payment(id).steps!.at(-1)).toMatchObject({ status: "ACCC" });
  });
});

describe("recall and return, after finality", () => {
  function settled() {
    const { ledger, id } = start();
    for (const one of agents) approve(ledger, one, id);
    return { ledger, id };
  }

  test("a recall waits for the receiver until it answers; a return is linked and answers it", () => {
    const { ledger, id } = settled();
    ledger.do(alice, "payment.recall", { uetr: id, reason: "DUPL" });
    expect(ledger.state.has(waitingPayments.key(bob.account, id))).toBe(true);
    const sent = ledger.do(bob, "payment.return", { uetr: id, minor: 1_000n, reason: "DUPL" });
    expect(sent).toMatchObject({ inAll: 1_000n });
    expect(ledger.state.has(waitingPayments.key(bob.account, id))).toBe(false);
    ledger.do(bob, "payment.return", { uetr: id, minor: 1_500n, reason: "DUPL" });
    expect(ledger.available(alice.account, hkd)).toBe(10_000n);
    expect(ledger.payment(id)).toMatchObject({
      status: "ACCC",
      recall: { status: "accepted", reason: "DUPL" },
      returns: [{ minor: 1_000n }, { minor: 1_500n }],
    });
  });

  test("a payment that was made at once can be called back and returned too", () => {
    const ledger = new BankingLedger();
    ledger.issue();
    const id = uetr();
    ledger.do(alice, "payment.transfer", payment(bob.account, 100n, hkd, id));
    ledger.do(alice, "payment.recall", { uetr: id, reason: "CUST" });
    ledger.do(bob, "payment.recall.refuse", { uetr: id, reason: "LEGL" });
    expect(ledger.payment(id).recall).toMatchObject({ status: "refused", refusal: "LEGL" });
    ledger.do(alice, "payment.recall", { uetr: id, reason: "FRAD" }); // again, for another reason
    ledger.do(bob, "payment.return", { uetr: id, minor: 100n, reason: "FRAD" });
    expect(ledger.available(bob.account, hkd)).toBe(0n);
  });

  test("ten working days without an answer: the recall is closed as unanswered", () => {
    const { ledger, id } = settled();
    const { answerBy } = ledger.do(alice, "payment.recall", { uetr: id, reason: "DUPL" });
    // 14 November 2023 is a Tuesday: ten working days later is Tuesday the 28th, to its end in UTC.
    expect(new Date(answerBy as number).toISOString()).toBe("2023-11-28T23:59:59.999Z");
    ledger.wait((answerBy as number) - ledger.timeMs);
    expect(ledger.payment(id).recall).toMatchObject({ status: "requested" });
    ledger.wait(1);
    expect(ledger.payment(id).recall).toMatchObject({ status: "unanswered" });
    expect(ledger.state.has(waitingPayments.key(bob.account, id))).toBe(false);
  });
});

describe("limits of a sponsor, counted by block time", () => {
  const carol = testKey("carol");
  const limited = (limits: object) => ({
    account: carol.account,
    limit: { asset: hkd, perTransfer: undefined, perDay: undefined, perYear: undefined, ...limits },
  });

  function sponsored(limits: object): BankingLedger {
    const ledger = new BankingLedger();
    ledger.sponsor(walletHk, carol);
    ledger.issue(undefined, [carol]);
    ledger.do(walletHk, "payment.limits.set", limited(limits));
    return ledger;
  }
  const pay = (ledger: BankingLedger, minor: bigint) =>
    ledger.try(carol, "payment.transfer", payment(bob.account, minor)).code;

  test.each([
    ["perTransfer", "SPONSOR_TRANSFER_LIMIT"],
    ["perDay", "SPONSOR_DAY_LIMIT"],
    ["perYear", "SPONSOR_YEAR_LIMIT"],
  ])("%s: the limit itself passes, one minor unit more is %s", (name, code) => {
    const ledger = sponsored({ [name]: 500n });
    expect(pay(ledger, 501n)).toBe(code);
    expect(pay(ledger, 500n)).toBe("OK");
    expect(pay(ledger, 1n)).toBe(name === "perTransfer" ? "OK" : code);
  });

  test("a day ends at midnight UTC, a year with the 31st of December", () => {
    const ledger = sponsored({ perDay: 500n, perYear: 800n });
    const midnight = (Math.floor(ledger.timeMs / DAY) + 1) * DAY;
    ledger.wait(midnight - ledger.timeMs - 2_000);
    expect(pay(ledger, 500n)).toBe("OK");
    expect(ledger.timeMs).toBe(midnight - 1_000);
    expect(pay(ledger, 301n)).toBe("SPONSOR_YEAR_LIMIT"); // a new day, the same year
    expect(pay(ledger, 300n)).toBe("OK");
    ledger.wait(Date.UTC(2024, 0, 1) - 1_000 - ledger.timeMs);
    expect(pay(ledger, 500n)).toBe("OK");
  });

  test("what is held counts, and no more once it is refused or has expired on the same day", () => {
    const ledger = sponsored({ perDay: 500n });
    const spent = () => spendings.read(ledger.state, carol.account, hkd)!.daySpent;
    const order = held(ledger, 400n);
    ledger.do(carol, "payment.hold", order);
    expect(pay(ledger, 101n)).toBe("SPONSOR_DAY_LIMIT");
    ledger.do(bank, "payment.refuse", { uetr: order.uetr, reason: "AM04" });
    expect(spent()).toBe(0n);
    ledger.do(carol, "payment.hold", held(ledger, 400n, { expiresAt: ledger.timeMs + 2_000 }));
    expect(spent()).toBe(400n);
    ledger.wait(5_000);
    expect(spent()).toBe(0n);
    const late = held(ledger, 400n, { expiresAt: ledger.timeMs + 2 * DAY });
    ledger.do(carol, "payment.hold", late);
    ledger.wait(DAY);
    expect(pay(ledger, 500n)).toBe("OK"); // another day
    ledger.do(bank, "payment.refuse", { uetr: late.uetr, reason: "AM04" });
    expect(spent()).toBe(500n); // what was refused was of yesterday
  });

  test("limits end where the sponsor says none, and of an account without limits nothing is counted", () => {
    const ledger = sponsored({ perDay: 1n });
    expect(pay(ledger, 2n)).toBe("SPONSOR_DAY_LIMIT");
    ledger.do(walletHk, "payment.limits.set", limited({}));
    expect(pay(ledger, 2n)).toBe("OK");
    expect(spendings.read(ledger.state, carol.account, hkd)).toBeUndefined();
  });
});

test("deadlines: what many payments leave behind is swept in portions, and nothing stays", () => {
  const ledger = new BankingLedger();
  ledger.issue(undefined, [alice], 1_000_000n);
  const expiresAt = ledger.timeMs + HOUR;
  for (let i = 0; i < 6; i++) {
    const orders = Array.from({ length: 60 }, () => ({
      type: "payment.hold",
      body: held(ledger, 10n, { expiresAt, agents: [{ account: bank.account, side: "debtor" }] }),
    }));
    expect(ledger.run(orders, { by: [alice] }).code).toBe("OK");
  }
  ledger.wait(2 * HOUR);
  expect(ledger.held(alice.account, hkd)).toBe(1_040n); // 256 of 360 in the first block
  ledger.wait(1_000);
  expect(ledger.held(alice.account, hkd)).toBe(0n);
  const left = [...ledger.state.values.keys()].filter((key) => key.startsWith("due/"));
  expect(left).toEqual([]);
});
