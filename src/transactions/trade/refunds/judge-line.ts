import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { summaryOfList } from "../../customs/exports/records.ts";
import { lists } from "../../customs/lists/records.ts";
import { divide } from "../../customs/tax/assess.ts";
import type { TreasuryRecord } from "../../customs/tax/treasury.ts";
import { takeGoods } from "./claimed.ts";
import type { ClaimLine } from "./claims.ts";
import { invoices } from "./invoices.ts";
import { rateAt } from "./rates.ts";
import { isOfCurrency } from "./receipts.ts";
import { MONEY_MAX } from "./worth.ts";

export const claimedLine = field.record({
  list: field.hash(),
  /** Its place in the list, from 0. */
  line: field.uint(8),
  /** In 0.00001 of the line's unit. */
  quantity: field.uint64(),
  /** A trader's: the invoice of the goods, and how much of its net amount is theirs. */
  invoice: field.optional(field.hash()),
  amount: field.optional(field.uint64()),
  /** A manufacturer's, where the list is in another currency: FOB value of the goods, in minor units of the treasury's asset. */
  fob: field.optional(field.uint64()),
});
type Asked = ValueOf<typeof claimedLine>;

export const lineFailures = {
  NOT_IN_ENTRY: "A list is not one of the declaration's. customs_entry shows those that are.",
  NOT_YOUR_EXPORT: "A list is another exporter's. Each claims on its own goods.",
  NO_SUCH_LINE: "The list has fewer lines. customs_list shows them, from 0.",
  CLAIMED_ALREADY:
    "So much of a line is not left to claim on: the rest is claimed already, or came back. trade_claimed shows what is.",
  TOO_MANY_CLAIMS:
    "Sixteen claims hold goods of a list, and no more can. Withdraw one that is not decided, and claim on more at once.",
  NO_RATE:
    "No refund rate held for these goods when they were released. The authority sets rates; leave the line out.",
  UNKNOWN_INVOICE: "No invoice of this id is filed. File it first: trade.invoice.file.",
  NOT_YOUR_INVOICE: "The invoice is another buyer's, or filed with another country's authority.",
  INVOICE_NOT_CONFIRMED:
    "The tax authority has not confirmed the invoice. Claim on it when it has.",
  INVOICE_USED_UP:
    "So much of the invoice is not left: claims have taken the rest of its net amount. trade_invoice shows what is left.",
  FOB_UNFIT:
    "A manufacturer states the FOB value of goods that are declared in another currency than refunds are paid in, and of no others.",
  AMOUNT_TOO_LARGE:
    "A line comes to more than ten trillion of its currency, which no refund is claimed on.",
} as const;
type Failure = keyof typeof lineFailures;

/** Whose claim it is, and on which declaration. */
export interface Claiming {
  readonly id: Uint8Array;
  readonly code: string;
  readonly kind: "trader" | "manufacturer";
  readonly summary: Uint8Array;
  readonly treasury: TreasuryRecord;
}

/** A line as it was declared, what a claim wants of it, and the rate that it has. */
interface Declared {
  readonly currency: string;
  readonly total: bigint;
  readonly of: bigint;
  readonly rate: number;
}

/** Takes goods and invoice amount for one line of a claim, which must be dropped if any line fails; what the line is worth. */
export function judgeLine(
  ledger: Ledger,
  claiming: Claiming,
  asked: Asked,
): { readonly line: ClaimLine; readonly currency: string } | Failure {
  const { list: id, line: at, quantity } = asked;
  const summed = summaryOfList.read(ledger, id);
  if (summed === undefined || !equalBytes(summed.summary, claiming.summary)) return "NOT_IN_ENTRY";
  const list = lists.read(ledger, id)!; // only released exports are summed up, and they stay released
  const { content, customs, releasedAt } = list;
  if (content.ebcCode !== claiming.code) return "NOT_YOUR_EXPORT";
  const declared = content.lines[at];
  if (declared === undefined) return "NO_SUCH_LINE";
  const why = takeGoods(ledger, list, at, quantity, claiming.id);
  if (why !== undefined) return why;
  const found = rateAt(ledger, customs, declared.gcode, releasedAt!);
  if (found === undefined) return "NO_RATE";
  const { currency } = content;
  const { total, quantity: of } = declared;
  if (total > MONEY_MAX) return "AMOUNT_TOO_LARGE";
  const goods = { currency, total, of, rate: found.rate };
  const judge = claiming.kind === "trader" ? takeInvoice : takeFob;
  const worth = judge(ledger, claiming, asked, goods);
  if (typeof worth === "string") return worth;
  const { invoice } = asked;
  const fob = (total * quantity) / of;
  const line = { list: id, line: at, quantity, left: quantity, ...found, invoice, fob, ...worth };
  return { line, currency };
}

type Worth = Pick<ClaimLine, "base" | "tax">;

/** A trader's line is worth what was paid for the goods at home, of which no other claim has taken it. */
function takeInvoice(
  ledger: Ledger,
  { code, treasury }: Claiming,
  { invoice: id, amount: base }: Asked,
  { rate }: Declared,
): Worth | Failure {
  const invoice = invoices.read(ledger, id!);
  if (invoice === undefined) return "UNKNOWN_INVOICE";
  if (invoice.buyer !== code || invoice.country !== treasury.country) return "NOT_YOUR_INVOICE";
  if (invoice.status !== "confirmed") return "INVOICE_NOT_CONFIRMED";
  if (base! > invoice.net - invoice.claimed) return "INVOICE_USED_UP";
  invoices.write(ledger, { ...invoice, claimed: invoice.claimed + base! }, invoice.id);
  return { base: base!, tax: divide(base! * BigInt(rate), WHOLE) };
}

/** A manufacturer's is worth its share of the price that was declared, or what it says where that is in another currency. */
function takeFob(
  ledger: Ledger,
  { treasury }: Claiming,
  { fob, quantity }: Asked,
  { currency, total, of, rate }: Declared,
): Worth | Failure {
  const isDeclared = isOfCurrency(ledger, treasury.asset, currency);
  if (isDeclared === (fob !== undefined)) return "FOB_UNFIT";
  if (fob !== undefined) return { base: fob, tax: divide(fob * BigInt(rate), WHOLE) };
  // The tax is that of the exact share: it is rounded once.
  const share = total * quantity;
  return { base: share / of, tax: divide(share * BigInt(rate), of * WHOLE) };
}

const WHOLE = 10_000n;
