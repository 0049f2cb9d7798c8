import { participantName } from "../../../chain/participant.ts";
import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { customsNumber } from "../../customs/lists/records.ts";
import { heading } from "../../customs/tax/tariff.ts";
import { entryKey } from "../../entry-key.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";
import { leftOf } from "./worth.ts";

/** Lines of one claim: with invoice and amount they fill three fifths of an operation's body. */
export const CLAIM_LINES_MAX = 25;

/** A trader gets the tax of what it bought back; a manufacturer is exempt, credits its input tax, and gets what is left. */
export const claimKind = field.choice(["trader", "manufacturer"]);

/** Where a claim is. Entries are only ever added at the end. */
export const claimStatus = field.choice([
  "filed",
  "approved",
  "refused",
  "withdrawn",
  "paid",
  "void",
]);

/** Why a tax authority refuses a claim. Entries are only ever added at the end. */
export const refusalReason = field.choice([
  "INCOMPLETE",
  "INVOICE_DOUBTFUL",
  "RECEIPT_DOUBTFUL",
  "DECLARATION_DIFFERS",
  "VALUE_DIFFERS",
  "UNDER_INVESTIGATION",
  "OTHER",
]);

/** Goods of a declared line that are claimed on. Quantities in 0.00001 of their unit. */
const claimLine = field.record({
  list: field.hash(),
  /** Its place in the list, from 0. */
  line: field.uint(8),
  quantity: field.uint64(),
  /** What of it is still abroad. */
  left: field.uint64(),
  /** Of the rate that held when the list was released, in hundredths of a per cent. */
  heading,
  version: field.uint(32),
  rate: field.uint(16),
  /** A trader's: of which invoice `base` was taken. */
  invoice: field.optional(field.hash()),
  /** What the rate is taken of: net amount of the invoice, or FOB value. Minor units of the treasury's asset. */
  base: field.uint64(),
  /** Price of the goods as declared, in the list's currency. */
  fob: field.uint64(),
  /** The tax of `base`, rounded once, halves up. */
  tax: field.uint64(),
});
export type ClaimLine = ValueOf<typeof claimLine>;

/** A claim for export refund (docs/domain section 4). Amounts in minor units of the treasury's asset. */
export const claimRecord = field.record({
  /** That of the operation. */
  id: field.hash(),
  code: enterpriseCode,
  participant: participantName,
  /** To which the refund is paid: the one that claimed. */
  account: field.account(),
  /** Whose tax authority decides, ISO 3166-1 alpha-2. */
  country,
  entryId: customsNumber,
  kind: claimKind,
  lines: field.list(claimLine, CLAIM_LINES_MAX, 1),
  /** A manufacturer's input tax that was not credited. */
  creditBalance: field.optional(field.uint64()),
  /** Whether receipts in the declared currency cover what is claimed, or there are others, which the authority compares. */
  receipts: field.choice(["covered", "other-currency"]),
  /** Version of the parameter that says how much they have to cover; 0 is the default. */
  percent: field.uint(32),
  status: claimStatus,
  reason: field.optional(refusalReason),
  /** What the goods that are still abroad give: to be paid out, and to be credited. */
  refund: field.uint64(),
  credited: field.uint64(),
  approved: field.uint64(),
  paid: field.uint64(),
  /** What the authority demands back for other reasons than goods that came back. */
  demanded: field.uint64(),
  repaid: field.uint64(),
  steps: field.uint(32),
  height: field.count(),
  timeMs: field.count(),
});
export type ClaimRecord = ValueOf<typeof claimRecord>;

export const CLAIMS_PREFIX = "trade/refund/";
/** By id. */
export const refundClaims = stored(claimRecord, entryKey("trade/refund"));

const since = field.record({ height: field.count() });
export function claimsOfEntryPrefix(entryId: string): string {
  return `trade/refund-of-entry/${entryId}/`;
}
/** By declaration and claim. */
export const claimsOfEntry = stored(
  since,
  (entryId: string, id: Uint8Array) => `${claimsOfEntryPrefix(entryId)}${toHex(id)}`,
);
export function claimsOfPrefix(code: string): string {
  return `trade/refund-of/${code}/`;
}
/** By the exporter's code and claim. */
export const claimsOf = stored(
  since,
  (code: string, id: Uint8Array) => `${claimsOfPrefix(code)}${toHex(id)}`,
);
export function claimsInHandPrefix(of: string): string {
  return `trade/refund-in-hand/${of}/`;
}
/** By country and claim; there while its tax authority has to decide or to pay. */
export const claimsInHand = stored(
  since,
  (of: string, id: Uint8Array) => `${claimsInHandPrefix(of)}${toHex(id)}`,
);
/** By the exporter's code: how many of its claims owe something back; there while any does. */
export const owingOf = stored(
  field.record({ claims: field.uint(32) }),
  (code: string) => `trade/refund-owing/${code}`,
);

/** What goods that are still abroad give: of a trader all of the tax, of a manufacturer what its credit balance is short of it. */
export function refundOf(
  lines: readonly ClaimLine[],
  creditBalance: bigint | undefined,
): { readonly refund: bigint; readonly credited: bigint } {
  const tax = lines.reduce((sum, line) => sum + leftOf(line.tax, line), 0n);
  const refund = creditBalance !== undefined && creditBalance < tax ? creditBalance : tax;
  return { refund, credited: tax - refund };
}

/** What of a paid refund is owed back, repaid or not: for goods that came back, and what the authority demands besides. */
export function owedOf({ paid, refund, demanded, status }: ClaimRecord): bigint {
  if (status !== "paid") return 0n;
  const owed = demanded + paid - refund;
  return owed < paid ? owed : paid;
}

/** What is still to be repaid. */
export function dueOf(claim: ClaimRecord): bigint {
  return owedOf(claim) - claim.repaid;
}

/** It waits for the tax authority, to be decided or to be paid. */
export function isInHand({ status, refund }: ClaimRecord): boolean {
  return status === "filed" || (status === "approved" && refund > 0n);
}
