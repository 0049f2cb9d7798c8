import type { Transaction } from "../../chain/transaction.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { toHex, utf8 } from "../../primitives/bytes.ts";
import { domainHash } from "../../primitives/hasher.ts";
import { CliError } from "../errors.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";
import { buildBody, refusalOf, settle, signBody, submit } from "../transact.ts";
import type { PlannedPayment } from "./plan.ts";

export interface PaymentResult {
  readonly payment: PlannedPayment;
  readonly result: "paid" | "paid earlier" | "failed";
  readonly code?: string;
  readonly transaction?: string;
  readonly height?: number;
}

/** The most that a transaction takes. */
export const PER_TRANSACTION = 100;
/** Transactions under way at one time: enough to fill blocks, few enough for an account's quota. */
const PARALLEL = 4;
const BUSY = new Set(["POOL_FULL", "MEMBER_QUOTA", "ACCOUNT_QUOTA"]);
const BUSY_TRIES = 60;

const hashNonce = domainHash("portolan bulk nonce 1");

/** Pays what is planned, 100 to a transaction. `onResults` hears of each group as soon as it is final. */
export async function payPlanned(
  session: Session,
  payments: readonly PlannedPayment[],
  onResults: (count: number) => void,
): Promise<PaymentResult[]> {
  const groups: PlannedPayment[][] = [];
  for (let i = 0; i < payments.length; i += PER_TRANSACTION) {
    groups.push(payments.slice(i, i + PER_TRANSACTION));
  }
  const results: PaymentResult[][] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < groups.length) {
      const index = next++;
      results[index] = await payGroup(session, groups[index]!);
      onResults(groups[index]!.length);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results.flat();
}

/**
 * A transaction is all or nothing, so one line that the ledger refuses would stop the 99 others: it is set aside, and
 * the rest is sent again.
 */
async function payGroup(session: Session, group: PlannedPayment[]): Promise<PaymentResult[]> {
  const results = new Map<PlannedPayment, PaymentResult>();
  // If the first line is paid, an earlier run has been here; otherwise one question was enough.
  const begun = (await paidEarlier(session, group.slice(0, 1))).size > 0;
  if (begun) record(results, await paidEarlier(session, group));
  let open = group.filter((payment) => !results.has(payment));
  while (open.length > 0) {
    const { transaction, status, refusal } = await attempt(session, open);
    if (refusal === undefined) {
      const place = { transaction: toHex(transaction.id), height: status["height"] as number };
      for (const payment of open) results.set(payment, { payment, result: "paid", ...place });
      break;
    }
    if (refusal.code === "UETR_USED" || refusal.code === "EXPIRED") {
      record(results, await paidEarlier(session, open));
    }
    for (const payment of toSetAside(open, status, refusal)) {
      if (results.has(payment)) continue;
      results.set(payment, { payment, result: "failed", code: refusal.code });
    }
    open = open.filter((payment) => !results.has(payment));
  }
  return group.map((payment) => results.get(payment)!);
}

/** One transaction with these payments, until its outcome is final. */
async function attempt(
  session: Session,
  payments: readonly PlannedPayment[],
): Promise<{ transaction: Transaction; status: JsonObject; refusal: CliError | undefined }> {
  const keys = await session.keys();
  const operations = payments.map(({ operation }) => operation);
  const nonce = hashNonce(utf8(payments.map(({ uetr }) => uetr).join())).slice(0, 16);
  const body = await buildBody(session, operations, undefined, nonce);
  const transaction = signBody(body, keys);
  for (let tries = 1; ; tries++) {
    try {
      const status = await settle(session, transaction, await submit(session, transaction));
      return { transaction, status, refusal: refusalOf(status, transaction) };
    } catch (error) {
      if (!(error instanceof CliError) || error.code === "NODE_UNREACHABLE") throw error;
      if (!BUSY.has(error.code)) return { transaction, status: {}, refusal: error };
      if (tries === BUSY_TRIES) throw error;
      await new Promise((done) => setTimeout(done, 1_000));
    }
  }
}

/** The line that the receipt names; all of them if the refusal is not about one line. Expired: none, it is tried again. */
function toSetAside(
  open: readonly PlannedPayment[],
  status: JsonObject,
  refusal: CliError,
): readonly PlannedPayment[] {
  if (refusal.code === "EXPIRED") return [];
  const receipt = status["receipt"];
  const failed = receipt === undefined ? null : objectOf(receipt, "receipt")["failedOperation"];
  return typeof failed === "number" ? open.slice(failed, failed + 1) : open;
}

/** Of these payments, those that the ledger has; another payment under the same UETR is a failure. */
async function paidEarlier(
  session: Session,
  payments: readonly PlannedPayment[],
): Promise<Map<PlannedPayment, PaymentResult>> {
  const debtor = formatAccount(await session.actor());
  const found = await Promise.all(
    payments.map(async (payment): Promise<[PlannedPayment, PaymentResult][]> => {
      const record = await session.call("payment_get", { uetr: payment.uetr });
      if (record === null) return [];
      const same = isSame(objectOf(record, "payment"), payment, debtor);
      if (!same) return [[payment, { payment, result: "failed", code: "UETR_USED" }]];
      const height = objectOf(record, "payment")["height"];
      const place = typeof height === "number" ? { height } : {};
      return [[payment, { payment, result: "paid earlier", ...place }]];
    }),
  );
  return new Map(found.flat());
}

function isSame(record: JsonObject, payment: PlannedPayment, debtor: string): boolean {
  const amount = objectOf(record["amount"], "amount");
  return (
    record["debtor"] === debtor &&
    record["creditor"] === formatAccount(payment.creditor) &&
    amount["asset"] === formatAsset(payment.amount.asset) &&
    amount["minor"] === payment.amount.minor.toString()
  );
}

function record<K, V>(into: Map<K, V>, from: ReadonlyMap<K, V>): void {
  for (const [key, value] of from) into.set(key, value);
}
