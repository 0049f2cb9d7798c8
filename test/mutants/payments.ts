import type { Mutant } from "./mutants.ts";

const tests = ["test/day/day.test.ts", "test/day/conservation.test.ts"];
/** Random sums seldom fall on the edge. */
const edges = [...tests, "test/transactions/asset-control.test.ts"];
const held = "src/transactions/payments/held.ts";
const spending = "src/transactions/payments/spending.ts";
const control = "src/transactions/assets/control.ts";

/** Of what money does: a day of payments and random steps must notice, whatever the tests of single operations say. */
export const paymentMutants: readonly Mutant[] = [
  {
    ...{ rule: "payments", name: "fees are paid to nobody", file: held, tests },
    find: "for (const { account, fee } of charging) credit(ledger, account, { asset, minor: fee });",
    replace: "",
  },
  {
    ...{
      rule: "payments",
      name: "the receiver gets the whole amount, fees or not",
      file: held,
      tests,
    },
    find: "const delivered: Amount = { asset, minor: holding.deliver };",
    replace: "const delivered: Amount = payment.amount;",
  },
  {
    ...{ rule: "payments", name: "what was refused stays counted", file: held, tests },
    find: "unspend(ledger, debtor, payment.amount, timeMs);",
    replace: "",
  },
  {
    ...{
      rule: "payments",
      name: "a refused payer gets back the amount without the fees",
      file: held,
      tests,
    },
    find: "release(ledger, debtor, { asset, minor: holding.held });",
    replace: "release(ledger, debtor, payment.amount);",
  },
  {
    ...{ rule: "payments", name: "a suspended receiver is paid", file: held, tests },
    find: `if (isSuspended(ledger, creditor)) return "CREDITOR_SUSPENDED";`,
    replace: "",
  },
  {
    ...{ rule: "payments", name: "an agent that is barred gets its fee", file: held, tests },
    find: `if (charging.some(isBarred)) return "AGENT_CANNOT_RECEIVE";`,
    replace: "",
  },
  {
    ...{ rule: "payments", name: "more goes back than was received", tests },
    file: "src/transactions/payments/return.ts",
    find: "return holding?.deliver ?? amount.minor;",
    replace: "return amount.minor;",
  },
  {
    ...{ rule: "payments", name: "CRED is borne by each side", tests },
    file: "src/transactions/payments/fees.ts",
    find: `return charge === "CRED" ? "creditor" : agentSide;`,
    replace: "return agentSide;",
  },
  {
    ...{ rule: "limits", name: "a day's limit one unit too high", file: spending, tests: edges },
    find: "return limit !== undefined && minor > limit;",
    replace: "return limit !== undefined && minor > limit + 1n;",
  },
  {
    ...{ rule: "limits", name: "a year that begins with the day", file: spending, tests },
    find: "yearSpent: before?.year === year ? before.yearSpent : 0n",
    replace: "yearSpent: before?.day === day ? before.yearSpent : 0n",
  },
  {
    ...{
      rule: "limits",
      name: "what is on hold does not count for the holder",
      file: control,
      tests: edges,
    },
    find: "available + held + minor > perHolder",
    replace: "available + minor > perHolder",
  },
  {
    ...{ rule: "assets", name: "who is revoked can receive", file: control, tests },
    find: `return "CREDITOR_NOT_AUTHORISED";`,
    replace: "",
  },
];
