import { toHex } from "../../src/primitives/bytes.ts";
import { assets, balances } from "../../src/transactions/assets/records.ts";
import { events } from "../../src/transactions/customs/history.ts";
import { type ListRecord, lists } from "../../src/transactions/customs/lists/records.ts";
import { returns } from "../../src/transactions/customs/lists/returns.ts";
import {
  orderId,
  type OrderRecord,
  orders,
  slipId,
  slips,
  waybills,
} from "../../src/transactions/customs/orders/records.ts";
import { annualUses } from "../../src/transactions/customs/tax/annual.ts";
import { bills } from "../../src/transactions/customs/tax/bill.ts";
import { guarantees } from "../../src/transactions/customs/tax/guarantee.ts";
import { escrows } from "../../src/transactions/trade/mall/orders/escrow.ts";
import { cny, type CustomsLedger } from "./port.ts";

/** Customs has it: the documents, the guarantee and the buyer's part of the year are its own. */
const IN_HAND = [
  ...["matched", "stored", "manual", "concluded", "exception", "inspection", "detained"],
];
const RELEASED = ["released", "closed"];

/** Everything that a ledger holds about customs, found by looking and not by its indexes. */
class Everything {
  readonly lists: readonly ListRecord[];
  readonly orders: readonly OrderRecord[];
  readonly ledger: CustomsLedger;

  constructor(ledger: CustomsLedger) {
    this.ledger = ledger;
    this.lists = this.all("customs/list/", lists);
    this.orders = this.all("customs/order/", orders);
  }

  all<T>(prefix: string, of: { decode(bytes: Uint8Array): T }): T[] {
    const { values } = this.ledger.state;
    return [...values].filter(([key]) => key.startsWith(prefix)).map(([, one]) => of.decode(one));
  }
}

/** What does not hold of orders, slips, waybills, lists, guarantee, annual limits and money, in words; nothing if all is well. */
export function whatIsBroken(ledger: CustomsLedger): string[] {
  const all = new Everything(ledger);
  return [...ofDocuments(all), ...ofGuarantees(all), ...ofYears(all), ...ofMoney(all)];
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);
const differs = (what: string, found: unknown, wanted: unknown): string[] =>
  String(found) === String(wanted) ? [] : [`${what} is ${String(found)}, not ${String(wanted)}`];
const hex = (bytes: Uint8Array | undefined): string => (bytes === undefined ? "-" : toHex(bytes));

/** A list has its three documents while customs has it and for ever after, and a document has one list. */
function ofDocuments(all: Everything): string[] {
  const owners = new Map<string, string>();
  const broken: string[] = [];
  for (const { id, status, content, waybill } of all.lists) {
    if (![...IN_HAND, ...RELEASED].includes(status)) continue;
    const { payment } = content;
    const slip = payment && slipId(payment.payCode, payment.payTransactionId);
    for (const document of [orderId(content.ebpCode, content.orderNo), slip, waybill]) {
      if (document === undefined) continue;
      if (owners.has(hex(document))) broken.push(`${hex(document)} is used by two lists`);
      owners.set(hex(document), hex(id));
    }
  }
  const sentBack = all.lists.filter((one) => one.status === "sent-back").map(({ id }) => hex(id));
  const documents = [
    ...all.orders,
    ...all.all("customs/payment/", slips),
    ...all.all("customs/waybill/", waybills),
  ];
  for (const { id, usedBy } of documents) {
    if (sentBack.includes(hex(usedBy))) continue; // goods that went back keep their documents
    broken.push(...differs(`user of ${hex(id)}`, hex(usedBy), owners.get(hex(id)) ?? "-"));
  }
  return broken;
}

/** Committed is the tax of what customs has and of what is released and unpaid. */
function ofGuarantees(all: Everything): string[] {
  const taxes = (one: ListRecord): bigint =>
    sum((one.assessed?.lines ?? []).map((l) => l.duty + l.consumption + l.valueAdded));
  const found = all.all("customs/bill/", bills);
  return all.all("customs/guarantee/", guarantees).flatMap(({ code, committed, deposited }) => {
    const own = all.lists.filter((one) => one.content.assureCode === code);
    const inHand = own.filter(({ status }) => IN_HAND.includes(status)).map(taxes);
    const open = found
      .filter((one) => one.assureCode === code && one.status === "open")
      .map((one) => one.duty + one.consumption + one.valueAdded - one.voided);
    return [
      ...differs(`committed by ${code}`, committed, sum([...inHand, ...open])),
      ...(committed <= deposited ? [] : [`${code} has committed more than it deposited`]),
    ];
  });
}

const valueOf = ({ content }: ListRecord): bigint =>
  sum(content.lines.map(({ total }) => total)) + content.freight + content.insuredFee;

/** Kept by orders that live, used by what was released and did not come back in time. */
function ofYears(all: Everything): string[] {
  const kept = new Map<string, bigint>();
  const used = new Map<string, bigint>();
  const broken: string[] = [];
  for (const order of all.orders) {
    const person = `${hex(order.buyer)}/${order.year}`;
    kept.set(person, (kept.get(person) ?? 0n) + order.reserved);
    if (order.status !== "live") broken.push(...differs("kept by a dead order", order.reserved, 0));
    const list = all.lists.find(({ id }) => hex(id) === hex(order.usedBy));
    if (list === undefined || order.direction === "export") continue;
    const isInHand = IN_HAND.includes(list.status);
    broken.push(...differs("kept", order.reserved, isInHand ? valueOf(list) : 0n));
    if (!RELEASED.includes(list.status)) continue;
    used.set(person, (used.get(person) ?? 0n) + valueOf(list) - cameBack(all.ledger, list));
  }
  for (const [key, bytes] of all.ledger.state.values) {
    const person = /^customs\/annual\/CN\/(.*)$/.exec(key)?.[1];
    if (person === undefined) continue;
    const { reserved, used: found } = annualUses.decode(bytes);
    broken.push(...differs(`kept by ${person}`, reserved, kept.get(person) ?? 0n));
    broken.push(...differs(`used by ${person}`, found, used.get(person) ?? 0n));
  }
  return broken;
}

/** Value of what came back in time: of each line its part up to then, rounded down, less the part before. */
function cameBack({ state }: CustomsLedger, { id, steps, assessed, content }: ListRecord): bigint {
  const before = content.lines.map(() => 0n);
  let value = 0n;
  for (let step = 0; step < steps; step++) {
    const { event, code } = events.read(state, id, step)!;
    if (event !== "return-arrive") continue;
    const [place, what] = code!.split(" ");
    for (const { line, quantity } of returns.read(state, id, Number(place))!.lines) {
      const [worth, of] = [assessed!.lines[line]!.value, content.lines[line]!.quantity];
      const upTo = (count: bigint): bigint => (worth * count) / of;
      if (what === "tax-free") value += upTo(before[line]! + quantity) - upTo(before[line]!);
      before[line]! += quantity;
    }
  }
  return value;
}

/** Nothing of the asset comes or goes; the treasury has what was paid less what was paid back. */
function ofMoney(all: Everything): string[] {
  const { state, taxed } = all.ledger;
  const found = all.all("balance/", balances).map(({ available, held }) => available + held);
  const deposits = all.all("customs/guarantee/", guarantees).map(({ deposited }) => deposited);
  const escrow = all.all("trade/escrow/", escrows).map(({ minor }) => minor);
  const held = all.all("balance/", balances).map((one) => one.held);
  const billed = all.all("customs/bill/", bills);
  const paid = billed.map((one) => one.paid - one.refunded);
  const owed = billed.flatMap((one) => {
    const tax = one.duty + one.consumption + one.valueAdded;
    const isSettled = one.status === "paid" || one.status === "drawn";
    const unpaid = one.status === "open" ? tax - one.voided : 0n;
    const voidedFirst = one.voided - one.refundDue;
    return [
      ...differs("a bill's parts", (isSettled ? one.paid : unpaid) + voidedFirst, tax),
      ...(one.refunded <= one.refundDue ? [] : ["more is paid back than is due"]),
    ];
  });
  return [
    ...differs("money of everybody", sum(found), assets.read(state, cny)!.supply),
    ...differs("money on hold", sum(held), sum([...deposits, ...escrow])),
    ...differs("what the treasury got", taxed, sum(paid)),
    ...owed,
  ];
}
