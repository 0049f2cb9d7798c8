import { ONE } from "../../customs/port.ts";
import type { MallModel } from "../mall/model.ts";
import { type Found, PARTIES, type Party } from "./deed.ts";

const SHOWN_MAX = 20;

/** Counts what is compared and what differs, and keeps the first differences in words. */
export class Comparison {
  readonly differences: string[] = [];
  compared = 0;
  differing = 0;

  same(what: string, found: unknown, wanted: unknown): void {
    this.compared++;
    if (String(found) === String(wanted)) return;
    this.differing++;
    if (this.differences.length >= SHOWN_MAX) return;
    this.differences.push(`${what}: ${String(found)}, not ${String(wanted)}`);
  }

  /** Every shelf, every order, everybody's money; `had` is what the parties had before. */
  ledger(when: string, found: Found, model: MallModel, had: Readonly<Record<Party, bigint>>): void {
    const at = `${when}, ${found.where}`;
    for (const [sku, { onHand, reserved }] of model.stock) {
      this.same(`${at}: ${sku}`, found.shelves.get(sku), [onHand * ONE, reserved * ONE]);
    }
    this.same(`${at}: count of orders`, found.orders.size, model.orders.size);
    for (const [no, { status, left, back }] of model.orders) {
      const wanted = [status, left.goods, left.tax, back.goods, back.tax];
      this.same(`${at}: order ${no}`, found.orders.get(no), wanted);
    }
    for (const who of PARTIES) {
      this.same(`${at}: ${who}`, found.money[who] - had[who], model.got[who]);
    }
    this.same(`${at}: escrow`, found.escrow, model.escrow);
    // Not by way of the model: nothing is promised that is not there.
    for (const [sku, [onHand, reserved]] of found.shelves) {
      this.same(`${at}: ${sku} is enough`, onHand >= reserved && reserved >= 0n, true);
    }
  }
}
