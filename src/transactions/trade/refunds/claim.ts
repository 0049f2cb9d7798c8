import { field } from "../../../primitives/fields/index.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { entries, summaries } from "../../customs/exports/records.ts";
import { lists } from "../../customs/lists/records.ts";
import { treasuries } from "../../customs/tax/treasury.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { parameterAt } from "../../rules/parameter-at.ts";
import { claimedGoods } from "./claimed.ts";
import { CLAIM_LINES_MAX, type ClaimLine, claimRecord, refundOf } from "./claims.ts";
import { coverFailures, coverOf } from "./cover.ts";
import { keepClaim } from "./history.ts";
import { claimedLine, type Claiming, judgeLine, lineFailures } from "./judge-line.ts";
import { exportRecords, holdFob } from "./receipts.ts";
import { MONEY_MAX } from "./worth.ts";

const { code, entryId, kind, creditBalance, refund, credited, receipts } = claimRecord.shape;
const body = field.record({
  ...{ code, entryId, kind },
  lines: field.list(claimedLine, CLAIM_LINES_MAX, 1),
  creditBalance,
});
type Body = ValueOf<typeof body>;

/** trade.refund.claim: an exporter asks for the tax of goods that it declared, got money for, and bought or made. */
export const claimRefund = defineOperation({
  tag: 0x0568,
  name: "trade.refund.claim",
  since: 9,
  summary: "An exporter claims export refund on goods of a declaration.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body,
  result: field.record({ id: field.hash(), refund, credited, receipts }),
  failures: {
    ...ownEnterpriseFailures,
    ...lineFailures,
    ...coverFailures,
    WRONG_FORM:
      "A trader names invoice and amount on every line, a manufacturer its credit balance, and neither what is the other's.",
    ZERO_AMOUNT: "A line claims on no goods, or on none of an invoice's amount. Leave it out.",
    UNKNOWN_ENTRY: "No declaration has this number. customs_entry shows them.",
    NO_TREASURY:
      "The country's tax authority has not said in which asset it pays. Nothing can be claimed before.",
  },
  keys: ({ body: asked }) => [
    ...[enterprises.key(asked.code), entries.key(asked.entryId)],
    exportRecords.key(asked.entryId, asked.code),
    ...asked.lines.flatMap(({ list }) => [lists.key(list), claimedGoods.key(list)]),
  ],
  check: ({ body: asked }) => whyNotForm(asked),
  apply({ source, body: asked, operationId: id, ...moment }, ledger) {
    const owner = ownEnterprise(ledger, source, asked.code, "merchant");
    if (typeof owner === "string") return fail(owner);
    const entry = entries.read(ledger, asked.entryId);
    if (entry === undefined) return fail("UNKNOWN_ENTRY");
    const { customs: country } = summaries.read(ledger, entry.summary)!;
    const treasury = treasuries.read(ledger, country);
    if (treasury === undefined) return fail("NO_TREASURY");
    const claiming = { id, code: asked.code, kind: asked.kind, ...entry, treasury };
    const judged = judgeLines(ledger, claiming, asked);
    if (typeof judged === "string") return fail(judged);
    const percent = parameterAt(ledger, country, "trade-receipt-percent", moment.timeMs);
    const record = exportRecords.read(ledger, asked.entryId, asked.code);
    const cover = record && coverOf(ledger, record, judged.currencies, percent.value); // without one nothing was tied
    if (cover !== "covered" && cover !== "other-currency") return fail(cover ?? "NO_RECEIPT");
    const worth = refundOf(judged.lines, asked.creditBalance);
    const nothing = { approved: 0n, paid: 0n, demanded: 0n, repaid: 0n, steps: 0 };
    const claim = {
      ...{ id, participant: owner.participant, account: source, country, ...asked },
      ...{ lines: judged.lines, receipts: cover, percent: percent.version },
      ...{ status: "filed" as const, reason: undefined, ...worth, ...nothing },
      ...{ height: moment.height, timeMs: moment.timeMs },
    };
    const happened = { event: "claim" as const, minor: worth.refund };
    keepClaim(ledger, undefined, claim, happened, { source, operationId: id, ...moment });
    return done({ id, ...worth, receipts: cover });
  },
});

/** What is wrong with a claim, whatever the ledger holds. */
function whyNotForm({
  kind: of,
  lines,
  creditBalance: balance,
}: Body): "WRONG_FORM" | "ZERO_AMOUNT" | "AMOUNT_TOO_LARGE" | undefined {
  const isTrader = of === "trader";
  if (isTrader === (balance !== undefined)) return "WRONG_FORM";
  for (const { quantity, invoice, amount, fob } of lines) {
    const isNamed = invoice !== undefined && amount !== undefined && fob === undefined;
    const isBare = invoice === undefined && amount === undefined;
    if (isTrader ? !isNamed : !isBare) return "WRONG_FORM";
    if (quantity === 0n || amount === 0n || fob === 0n) return "ZERO_AMOUNT";
    if ((amount ?? fob ?? 0n) > MONEY_MAX) return "AMOUNT_TOO_LARGE";
  }
  return undefined;
}

/** Takes everything that the lines need; what they are, and in which currencies they were declared. */
function judgeLines(
  ledger: Ledger,
  claiming: Claiming,
  { entryId: entry, code: of, lines: asked }: Body,
):
  | { readonly lines: readonly ClaimLine[]; readonly currencies: readonly string[] }
  | keyof typeof lineFailures {
  const lines: ClaimLine[] = [];
  const currencies: string[] = [];
  for (const one of asked) {
    const judged = judgeLine(ledger, claiming, one);
    if (typeof judged === "string") return judged;
    const { line, currency } = judged;
    lines.push(line);
    if (!currencies.includes(currency)) currencies.push(currency);
    const record = exportRecords.read(ledger, entry, of);
    if (record !== undefined) holdFob(ledger, record, currency, line.fob);
  }
  return { lines, currencies };
}
