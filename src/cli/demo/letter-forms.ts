import type { Json } from "../../primitives/fields/field.ts";
import { itemsOf } from "../../transactions/letters/items.ts";

/** What a firm writes in the demo: format 1, with deposits, loans and guarantees asked. */
export function demoForm(number: string, branch: string, asOf: string, entityName: string): Json {
  const struck = Object.fromEntries(itemsOf("format-1").map((item) => [item, "struck"]));
  const deposit = {
    ...{ accountName: entityName, accountNumber: "0200 0034 1902 4567", currency: "CNY" },
    ...{ accountType: "current", rate: "0.25", balance: "1284350.07", pooled: false },
  };
  const loan = {
    ...{ borrower: entityName, loanNumber: "DK-2025-0471", currency: "CNY", balance: "5000000.00" },
    ...{ from: "2025-03-01", to: "2027-02-28", rate: "3.45", security: "Factory, Ningbo" },
  };
  return {
    ...{ number, bank: "bank-cn", branch, entity: "enterprise-1", format: "format-1", asOf },
    ...{ firmName: "Mingxin Certified Public Accountants", bankName: "Bank of the Delta" },
    ...{ entityName, contact: "Chaoyang District, Beijing; audit desk" },
    items: {
      ...struck,
      deposits: { rows: [deposit] },
      loans: { rows: [loan] },
      guarantees: { given: [], received: [] },
    },
  };
}

const LOAN = {
  ...{ loanNumber: "DK-2025-0471", currency: "CNY", balance: "4750000.00", from: "2025-03-01" },
  ...{ to: "2027-02-28", rate: "3.45", security: "Factory, Ningbo" },
};

/** What the bank answers: the loan is less than the client's books say. */
export function demoAnswer(entityName: string, message?: string): Json {
  return {
    ...{ result: "MISMATCH", preparedBy: "Operations desk 3", message: message ?? null },
    items: {
      deposits: { result: "MATCH" },
      loans: { result: "MISMATCH", bank: { rows: [{ borrower: entityName, ...LOAN }] } },
      guarantees: { result: "MATCH" },
    },
  };
}
