import {
  type MovementKind,
  movements,
  type ShelfRecord,
  shelves,
} from "../../../src/transactions/trade/stock/records.ts";
import { replenishments } from "../../../src/transactions/trade/stock/replenish.ts";
import { type SaleRecord, sales } from "../../../src/transactions/trade/stock/sales.ts";
import { transfers } from "../../../src/transactions/trade/stock/transfers.ts";
import { CODES } from "../../customs/port.ts";
import type { Model, ModelSale, ModelShelf } from "./model.ts";
import { ITEMS, NUMBERS, type Walk } from "./walk.ts";
import { idOf, OTHER_WAREHOUSE, shelfOf, type WarehouseLedger } from "./warehouse-ledger.ts";

const WAREHOUSES = [CODES.warehouse, OTHER_WAREHOUSE];
const KEYS = WAREHOUSES.flatMap((at) => ITEMS.map((item) => [at, item] as const));

/** What each kind of movement does to what is on hand and reserved, said once more. */
const SIGNS: Readonly<Record<MovementKind, readonly [bigint, bigint]>> = {
  ...{ receive: [1n, 0n], dispatch: [-1n, 0n], "transfer-out": [-1n, 0n], "transfer-in": [1n, 0n] },
  ...{ "count-more": [1n, 0n], "count-less": [-1n, 0n], restock: [1n, 0n] },
  ...{ reserve: [0n, 1n], unreserve: [0n, -1n], ship: [-1n, -1n] },
};

const shelfAt = ({ state }: WarehouseLedger, at: string, item: string): ShelfRecord | undefined =>
  shelves.read(state, shelfOf(item, at));
const salesOn = ({ state }: WarehouseLedger): SaleRecord[] =>
  NUMBERS.flatMap((no) => sales.read(state, idOf(no)) ?? []);

/** Where the ledger says something else than the model, after any step. */
export function differences({ ledger, model, transfers: ids }: Walk): string[] {
  const found: string[] = [];
  const same = (what: string, ours: unknown, theirs: unknown): void => {
    const [a, b] = [ours, theirs].map(written);
    if (a !== b) found.push(`${what}: ledger ${a}, model ${b}`);
  };
  for (const [at, item] of KEYS) {
    const [ours, theirs] = [shelfAt(ledger, at, item), model.shelves.get(`${at} ${item}`)];
    same(
      `shelf ${at} ${item}`,
      ours && shelfOnLedger(ledger, ours),
      theirs && shelfInModel(theirs),
    );
  }
  for (const no of NUMBERS) {
    const [ours, theirs] = [sales.read(ledger.state, idOf(no)), model.sales.get(no)];
    same(`order ${no}`, ours && saleOnLedger(ours), theirs && saleInModel(theirs));
  }
  const onWay = ids.map((id) => transfers.read(ledger.state, id)!);
  const sent = onWay.map(({ quantity, received, status }) => [quantity, received, status]);
  same("transfers", sent, transfersIn(model));
  return found;
}

/** Rules that hold whatever the model says: nothing is sold twice, nothing is there that did not come. */
export function whatIsBroken(ledger: WarehouseLedger): string[] {
  const found: string[] = [];
  const kept = new Map<string, bigint>();
  for (const { warehouse, lines } of salesOn(ledger)) {
    for (const { itemNo, quantity, shipped, released, returned, total, refunded } of lines) {
      const key = `${warehouse} ${itemNo}`;
      kept.set(key, (kept.get(key) ?? 0n) + quantity - shipped - released);
      if (returned > shipped || shipped + released > quantity) found.push(`line of ${key}`);
      if (refunded > total) found.push(`refund of ${key}`);
    }
  }
  for (const [at, item] of KEYS) {
    const shelf = shelfAt(ledger, at, item);
    if (shelf === undefined) continue;
    const { reserved, onHand } = shelf;
    if (reserved < 0n || reserved > onHand) found.push(`levels ${at} ${item}`);
    if ((kept.get(`${at} ${item}`) ?? 0n) !== reserved) found.push(`sold twice ${at} ${item}`);
  }
  return found;
}

/** Where a shelf is not the sum of its movements. */
export function unexplained(ledger: WarehouseLedger): string[] {
  return KEYS.filter(([at, item]) => {
    const shelf = shelfAt(ledger, at, item);
    if (shelf === undefined) return false;
    let [onHand, reserved] = [0n, 0n];
    let isWrong = false;
    for (let place = 0; place < shelf.movements; place++) {
      const one = movements.read(ledger.state, shelfOf(item, at), place)!;
      onHand += SIGNS[one.kind][0] * one.quantity;
      reserved += SIGNS[one.kind][1] * one.quantity;
      isWrong ||= onHand !== one.onHand || reserved !== one.reserved || reserved > onHand;
    }
    return isWrong || onHand !== shelf.onHand || reserved !== shelf.reserved;
  }).map((key) => key.join(" "));
}

/** Where the money of an order is not all of it: with the buyer's goods, refunded, or in what goes instead. */
export function lostMoney(ledger: WarehouseLedger): string[] {
  return salesOn(ledger).flatMap(({ externalNo, ordered, lines }) => {
    const paid = ordered.reduce((sum, { total }) => sum + total, 0n);
    const worth = lines.reduce((sum, { total, quantity, returned, refunded }, at) => {
      const moved = lines
        .filter(({ insteadOf }) => insteadOf === at)
        .reduce((all, one) => all + one.total, 0n);
      const back = (total * returned) / quantity;
      if (back !== refunded + moved) return sum - 1_000_000_000n;
      return sum + refunded + (total - back);
    }, 0n);
    return paid === worth ? [] : [externalNo];
  });
}

function shelfOnLedger({ state }: WarehouseLedger, shelf: ShelfRecord): unknown {
  const {
    onHand,
    reserved,
    rule,
    movements: moved,
    replenishments: asked,
    counts,
    counting,
  } = shelf;
  const key = shelfOf(shelf.itemNo, shelf.warehouse);
  const last = asked === 0 ? undefined : replenishments.read(state, key, asked - 1)!;
  return {
    ...{ onHand, reserved, least: rule?.least, moved, asked, counts },
    isCounting: counting !== undefined,
    last: last && [last.quantity, last.received, last.status],
  };
}
function shelfInModel({
  onHand,
  reserved,
  rule,
  movements: moved,
  asked,
  counts,
}: ModelShelf): unknown {
  const last = asked.at(-1);
  const closed = last?.withdrawn === true ? "withdrawn" : "received";
  return {
    ...{ onHand, reserved, least: rule?.least, moved, asked: asked.length, counts: counts.length },
    isCounting: counts.at(-1)?.open === true,
    last: last && [last.quantity, last.closed ?? 0n, last.closed === undefined ? "open" : closed],
  };
}

function saleOnLedger({ status, lines }: SaleRecord): unknown {
  return [
    status,
    lines.map((one) => [
      ...[one.itemNo, one.quantity, one.total, one.shipped, one.released, one.returned],
      ...[one.refunded, one.insteadOf, one.returnBy ?? 0],
    ]),
  ];
}
function saleInModel({ status, lines }: ModelSale): unknown {
  return [
    status,
    lines.map((one) => [
      ...[one.item, one.quantity, one.total, one.shipped, one.released, one.returned],
      ...[one.refunded, one.insteadOf, one.until],
    ]),
  ];
}

function transfersIn(model: Model): unknown {
  return model.transfers.map(({ quantity, arrived }) => [
    ...[quantity, arrived ?? 0n, arrived === undefined ? "sent" : "received"],
  ]);
}

function written(value: unknown): string {
  return (
    JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? `${one}` : one)) ?? ""
  );
}
