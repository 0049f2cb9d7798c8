import type { OperationEnvelope } from "../../chain/transaction.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { utf8 } from "../../primitives/bytes.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import { formatUuid } from "../../primitives/fields/byte-strings.ts";
import { domainHash, sha256 } from "../../primitives/hasher.ts";
import { transfer } from "../../transactions/payments/transfer.ts";
import { parseTypedAmount, toMinor } from "../amount.ts";
import { uuidBytes } from "../payment-options.ts";
import { CliError, usageError } from "../errors.ts";
import { assetOf, decimalsOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";
import type { Session } from "../session.ts";
import { type CsvRow, parseCsv } from "./csv.ts";

/** One payment of a bulk file, ready to be signed. */
export interface PlannedPayment {
  readonly line: number;
  readonly to: string;
  readonly creditor: Uint8Array;
  readonly typedAmount: string;
  readonly amount: Amount;
  readonly uetr: string;
  readonly operation: OperationEnvelope;
}

const COLUMNS = { required: ["to", "amount"], optional: ["purpose", "reference", "uetr"] };
const hashBatch = domainHash("portolan bulk file 1");
const hashPayment = domainHash("portolan bulk payment 1");

/**
 * Reads a bulk file completely before anything is signed: one wrong line stops it while nothing is paid.
 *
 * A payment's UETR follows from network, payer, file, batch label and line, and the ledger takes each UETR once for ever.
 * So the same file can be run again after any interruption, and no line is paid twice.
 */
export async function planPayments(
  session: Session,
  text: string,
  debtor: Uint8Array,
  batch: { readonly chainId: Uint8Array; readonly label: string },
): Promise<PlannedPayment[]> {
  const rows = parseCsv(text, COLUMNS);
  if (rows.length === 0) throw usageError("CSV_FORMAT", "The file has no payments.", "Add lines.");
  const content = sha256(utf8(text));
  const seed = hashBatch(batch.chainId, debtor, content, utf8(batch.label));
  const read = createReader(session, seed, debtor);
  const payments: PlannedPayment[] = [];
  const problems: string[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      payments.push(await read(row, index));
    } catch (error) {
      if (!(error instanceof CliError) || error.code === "NODE_UNREACHABLE") throw error;
      problems.push(`line ${row.line}: ${error.code}: ${error.message}`);
    }
  }
  problems.push(...duplicates(payments));
  if (problems.length === 0) return payments;
  const more = problems.length > 10 ? [`… and ${problems.length - 10} more`] : [];
  const message = `${problems.length === 1 ? "One line is" : `${problems.length} lines are`} wrong:\n${[...problems.slice(0, 10), ...more].join("\n")}`;
  throw usageError("BULK_FILE", message, "Nothing was paid. Correct the lines and run it again.");
}

/** Bulk files name few assets many times: each is asked for once. */
function createReader(session: Session, seed: Uint8Array, debtor: Uint8Array) {
  const assets = new Map<string, Promise<{ asset: Uint8Array; decimals: number }>>();
  const lookUp = (typed: string) => {
    const known = assets.get(typed);
    if (known !== undefined) return known;
    const found = assetOf(session, typed).then(async (asset) => ({
      asset,
      decimals: await decimalsOf(session, asset),
    }));
    assets.set(typed, found);
    return found;
  };
  return async ({ line, cells }: CsvRow, index: number): Promise<PlannedPayment> => {
    const cell = (name: string): string | undefined => cells.get(name) || undefined;
    const to = cell("to") ?? "";
    const typed = parseTypedAmount(cell("amount") ?? "");
    const { asset, decimals } = await lookUp(typed.asset);
    const amount = { asset, minor: toMinor(typed, decimals) };
    const creditor = await session.account(to);
    const given = cell("uetr");
    const uetr = given === undefined ? paymentUetr(seed, index) : uuidBytes(given);
    const body = {
      to: creditor,
      amount,
      uetr,
      endToEndId: cell("reference"),
      purpose: cell("purpose"),
      chargeBearer: undefined,
      remittanceHash: undefined,
      recipientTag: undefined,
    };
    const operation = operationOf(transfer, body);
    const code = transfer.check({ source: debtor, body });
    if (code !== undefined) throw usageError(code, transfer.failures[code]);
    const typedAmount = `${typed.number} ${typed.asset}`;
    return { line, to, creditor, typedAmount, amount, uetr: formatUuid(uetr), operation };
  };
}

/** 16 bytes of a hash in the form of a version 4 UUID: unpredictable to others, the same in every run. */
function paymentUetr(seed: Uint8Array, index: number): Uint8Array {
  const bytes = hashPayment(seed, utf8(String(index))).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes;
}

function duplicates(payments: readonly PlannedPayment[]): string[] {
  const first = new Map<string, number>();
  return payments.flatMap(({ uetr, line }) => {
    const earlier = first.get(uetr);
    if (earlier === undefined) first.set(uetr, line);
    return earlier === undefined ? [] : [`line ${line}: UETR_USED: line ${earlier} has this UETR`];
  });
}

/** What the file pays in all, by asset, for the question before it is signed. */
export function totals(payments: readonly PlannedPayment[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { amount } of payments) {
    const asset = formatAsset(amount.asset);
    sums.set(asset, (sums.get(asset) ?? 0n) + amount.minor);
  }
  return sums;
}
