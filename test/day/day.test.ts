import { expect, test } from "vitest";

import "../native.ts";
import { createDay } from "./generator/day.ts";
import { runThroughExecutor } from "./through-executor.ts";

// Goal: after a day of payments every balance, hold, limit used and status is what the domain says.
// Method: a seeded day through the production executor, against a double-entry model that knows nothing of src.

const SEED = 20_261_126;

/** Without these a day would not be one: what arrives, and what stands in the way around noon. */
const MUST_OCCUR = [
  "transfer OK",
  "transfer INSUFFICIENT_BALANCE",
  "transfer CREDITOR_NOT_AUTHORISED",
  "transfer UETR_USED",
  "hold OK",
  "hold ASSET_FROZEN",
  "hold DEBTOR_FROZEN",
  "hold FEES_ABOVE_MAX",
  "hold SPONSOR_DAY_LIMIT",
  "hold SPONSOR_YEAR_LIMIT",
  "hold SUSPENDED",
  "hold TRANSFER_LIMIT",
  "approve OK",
  "approve AGENT_CANNOT_RECEIVE",
  "approve DECIDED_ALREADY",
  "approve HOLDER_LIMIT",
  "approve NOT_AN_AGENT",
  "approve PAYMENT_REJECTED",
  "refuse OK",
  "recall OK",
  "recall NOT_THE_DEBTOR",
  "recall-refuse OK",
  "return OK",
  "return RETURN_ABOVE_PAID",
  "redeem-confirm OK",
  "redeem-reject OK",
  "clawback OK",
];

test(`a day of payments ends as the model says [seed ${SEED}]`, () => {
  const day = createDay({ seed: SEED, members: 40, users: 400, payments: 3_000 });
  const { codes, transactions, compared, differences } = runThroughExecutor(day);
  expect(differences.slice(0, 5)).toEqual([]);
  expect(transactions).toBe(day.events.length);
  expect(compared).toBeGreaterThan(3_000);
  expect(MUST_OCCUR.filter((one) => !codes.has(one))).toEqual([]);
});
