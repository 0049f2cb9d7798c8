import { describe, expect, test } from "vitest";

import { invoices } from "../../../src/transactions/trade/refunds/invoices.ts";
import { invoiceMoves, invoiceWaitsFor } from "../../../src/transactions/trade/refunds/states.ts";
import { attempt } from "../../customs/attempt.ts";
import { declarant, merchant, office, treasuryHk } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { arrow, arrowsOf } from "../arrows.ts";
import { CODE, CODE2, ExportLedger, exporter2, invoiceBody, treasury } from "./export-ledger.ts";

// Goal: a VAT special invoice goes the ways of docs/domain section 4 and no others, whoever tries what and when; and the table that
// docs/reference/trade-states.md is drawn from has every way that there is, and none besides.
// Method: every step tried in every status by everybody, on the production executor, against a table written here apart from src/.

const KEYS: Readonly<Record<string, TestKey>> = {
  ...{ exporter: merchant, "another exporter": exporter2, "tax authority": treasury },
  ...{ "another country's tax authority": treasuryHk, customs: office, declarant },
};
const STATUSES = ["filed", "confirmed", "refused"] as const;
type Status = (typeof STATUSES)[number];

/** Step → the status that follows in each of these, or the failure. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  file: ["INVOICE_EXISTS", "INVOICE_EXISTS", "filed"],
  confirm: ["confirmed", "INVOICE_DECIDED", "INVOICE_DECIDED"],
  refuse: ["refused", "INVOICE_DECIDED", "INVOICE_DECIDED"],
};

function expected(status: Status, step: string, who: string): string {
  const isFiling = step === "file";
  if (!who.endsWith(isFiling ? "exporter" : "tax authority")) return "ROLE_NOT_ALLOWED";
  if (!isFiling && who.startsWith("another")) return "NOT_YOUR_COUNTRY";
  return CELLS[step]![STATUSES.indexOf(status)]!;
}

const NUMBER = "00000001";
/** Operation and body of a step; whoever files it does so as its own. */
function messageOf(step: string, who: string, invoice: Uint8Array): [string, object] {
  if (step === "file") {
    const buyer = who === "another exporter" ? CODE2 : CODE;
    return ["trade.invoice.file", invoiceBody(NUMBER, 1_000n, { buyer })];
  }
  const confirm = step === "confirm";
  return ["trade.invoice.decide", { invoice, confirm, reason: confirm ? undefined : "NOT_FOUND" }];
}

describe("every step by everybody in an invoice that is", () => {
  const gone: string[] = [];
  test.each(STATUSES)("%s", (status) => {
    const ledger = new ExportLedger().start().admit();
    const id = ledger.file(NUMBER, 1_000n);
    if (status !== "filed") {
      const decision = status === "confirmed" ? "confirm" : "refuse";
      ledger.do(treasury, ...messageOf(decision, "tax authority", id));
    }
    expect(ledger.invoiceOf(id).status).toBe(status);
    for (const step of Object.keys(CELLS)) {
      for (const [who, key] of Object.entries(KEYS)) {
        const { code, state } = attempt(ledger, key, ...messageOf(step, who, id));
        const said = expected(status, step, who);
        const isFailure = /^[A-Z_]+$/.test(said);
        const what = `${step} by ${who}`;
        expect(code, what).toBe(isFailure ? said : "OK");
        const after = invoices.read(state, id)!.status;
        expect(after, what).toBe(isFailure ? status : said);
        if (!isFailure) gone.push(arrow(status, step, who, after));
      }
    }
  });

  test("the table for the drawing has the ways that were gone, and no others", () => {
    expect([...new Set(gone)].sort()).toEqual(arrowsOf(invoiceMoves));
    expect(Object.keys(invoiceWaitsFor)).toEqual(STATUSES);
  });
});
