import type { Json } from "../../../src/primitives/fields/field.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { requestFrom } from "../../../src/letters/form/request.ts";
import { createManifest } from "../../../src/letters/package/create.ts";
import type { Attachment, Manifest } from "../../../src/letters/package/manifest.ts";
import { itemsOf, type Format } from "../../../src/transactions/letters/items.ts";
import { letterId } from "../../../src/transactions/letters/records.ts";

export const deposit = {
  ...{ accountName: "远航贸易有限公司", accountNumber: "0200 0034 1902 4567", currency: "CNY" },
  ...{ rate: "0.25", accountType: "结算户", balance: "1234567.89", pooled: false },
  ...{ from: null, to: null, restriction: null, remark: null },
};
const guarantee = {
  ...{ guaranteed: "Yuanhang (HK) Ltd", kind: "joint liability", currency: "USD" },
  ...{ balance: "500000.00", to: "2026-06-30", contract: "BZ-2025-118", remark: null },
};

/** A form as a firm writes it: deposits and guarantees are asked, the rest is struck out. */
export function form(changes: Readonly<Record<string, Json>> = {}): Readonly<Record<string, Json>> {
  const format = (changes["format"] ?? "format-1") as Format;
  const struck = Object.fromEntries(itemsOf(format).map((item) => [item, "struck"]));
  return {
    ...{ number: "2026-0001", bank: "bank-cn", entity: "enterprise-1", format, asOf: "2025-12-31" },
    ...{
      firmName: "明信会计师事务所",
      bankName: "Bank of the Delta",
      entityName: "远航贸易有限公司",
    },
    contact: "北京市朝阳区 100000, audit@firm-1.example",
    items: {
      ...struck,
      deposits: { rows: [deposit] },
      guarantees: { given: [guarantee], received: [] },
    },
    ...changes,
  };
}

export const seedOf = (text: string): Uint8Array => sha256(utf8(text));

/** A request's manifest with a seed of its own. */
export function requestManifest(
  changes: Readonly<Record<string, Json>> = {},
  { seed = "a", attachments = [] }: { seed?: string; attachments?: readonly Attachment[] } = {},
): Manifest {
  const { head, parts } = requestFrom(form(changes));
  const ledger = { kind: "request" as const, chainId: seedOf("chain"), firm: "firm-1" };
  const letter = letterId("firm-1", head.number);
  return createManifest({ head: { ...ledger, letter, ...head }, parts, attachments }, seedOf(seed));
}
