import { describe, expect, test } from "vitest";

import { operationTypeByName, operationTypes } from "../../src/transactions/table.ts";
import type { TestKey } from "../keys.ts";
import { BankingLedger } from "./banking.ts";

/** What is tried after whatever makes it fail: whose operation, with which body, in a block of which time, and behind which others in its transaction. */
export type Try = readonly [
  by: TestKey,
  body: object,
  timeMs?: number | undefined,
  ahead?: readonly object[],
];
export type Failure<L = BankingLedger> = readonly [code: string, prepare: (ledger: L) => Try];
/** Operation type → how each of its failures is reached; a code may be reached in several ways. */
export type Failures<L = BankingLedger> = Readonly<Record<string, readonly Failure<L>[]>>;

/**
 * Every named failure of every type of a family is reached, writes nothing and has a sentence that says what to do. A code of
 * `check` needs no ledger: such a transaction is malformed at every height and enters no block.
 */
export function testFailures(family: string, failures: Failures, protocolVersion = 3): void {
  testFailuresOn(() => new BankingLedger(protocolVersion), family, failures);
}

/** The same on ledgers of the family's own. */
export function testFailuresOn<L extends BankingLedger>(
  create: () => L,
  family: string,
  failures: Failures<L>,
): void {
  const rows = Object.entries(failures)
    .filter(([type]) => type.startsWith(family))
    .flatMap(([type, all]) => all.map(([code, prepare]) => ({ type, code, prepare })));

  describe("a failed operation writes nothing and says what to do", () => {
    test.each(rows)("$type $code", ({ type, code, prepare }) => {
      const ledger = create();
      const [by, body, timeMs, ahead = []] = prepare(ledger);
      const definition = operationTypeByName(type)!;
      const malformed = definition.check({ source: by.account, body: body as never });
      if (malformed === undefined) {
        const before = ledger.tree.head.stateRoot;
        const one = ledger.read(
          ledger.transaction(
            [...ahead, body].map((each) => ({ type, body: each })),
            { by: [by] },
          ),
        );
        expect(ledger.block([one], timeMs).receipts[0]!.code).toBe(code);
        expect(ledger.tree.head.stateRoot).toEqual(before);
      } else {
        expect(malformed).toBe(code);
      }
      expect(definition.failures[code]).toMatch(/^[A-Z].{20,}\.$/);
    });

    const types = operationTypes.map(({ name }) => name).filter((name) => name.startsWith(family));
    test.each(types)("%s has no other failure", (type) => {
      const reached = new Set(failures[type]?.map(([code]) => code));
      const named = Object.keys(operationTypeByName(type)!.failures);
      expect([...reached].sort()).toEqual(named.sort());
    });
  });
}
