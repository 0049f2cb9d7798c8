import { toHex } from "../../../src/primitives/bytes.ts";
import { mallOrders } from "../../../src/transactions/trade/mall/orders/records.ts";
import { shelves } from "../../../src/transactions/trade/stock/records.ts";
import { CODES, merchant, mint, platform, yuan } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { buyer, MallLedger, partner } from "../mall/mall-ledger.ts";
import type { Deed, FairGround, Found, FoundOrder, Outcome, Taken } from "./deed.ts";
import { onOffer, PURSE_MINOR, warehouseAbroad } from "./opening.ts";
import { ABROAD, skuOf } from "./orders.ts";

const BLOCK = 200;

/** Keys whose signatures nobody looks at: what is measured is the executor. */
const unsigned = (key: TestKey): TestKey => ({ ...key, sign: () => new Uint8Array(64) });

/** The production executor over a state in memory, in blocks of 200; its time is the run's to say. */
export class ExecutorGround implements FairGround {
  readonly #fair = new MallLedger();
  readonly #articles: number;

  constructor(counts: readonly bigint[]) {
    this.#articles = counts.length;
    this.#fair.open();
    const money = { to: buyer.account, amount: yuan(PURSE_MINOR), reference: undefined };
    this.#fair.do(mint, "asset.issue", money);
    const acts = [...warehouseAbroad(), ...counts.flatMap((count, at) => onOffer(at, count))];
    for (const { by, type, body } of acts) this.#fair.do(by, type, body);
  }

  carryOut(deeds: readonly Deed[]): Promise<Outcome> {
    const blocks: Taken[] = [];
    let ms = 0;
    for (let from = 0; from < deeds.length; from += BLOCK) {
      const some = deeds.slice(from, from + BLOCK);
      const read = some.map(({ by, order }) => this.#fair.unsigned([order], unsigned(by)));
      const byId = new Map(read.map(({ id }, at) => [id, some[at]!]));
      const startMs = performance.now();
      const timeMs = this.#fair.timeMs + 1_000;
      const { receipts } = this.#fair.block(read, timeMs);
      ms += performance.now() - startMs;
      const answers = receipts.map(
        ({ transaction, code }) => [byId.get(toHex(transaction))!, code] as const,
      );
      blocks.push({ timeMs, answers });
    }
    return Promise.resolve({ blocks, ms, finalityMs: [] });
  }

  read(): Promise<readonly Found[]> {
    const shelfOf = (sku: string) => ({ warehouse: ABROAD, merchant: CODES.merchant, itemNo: sku });
    const skus = Array.from({ length: this.#articles }, (_, at) => skuOf(at));
    const found = skus.map((sku) => {
      const { onHand, reserved } = shelves.read(this.#fair.state, shelfOf(sku))!;
      return [sku, [onHand, reserved]] as const;
    });
    const of = (key: TestKey): bigint => this.#fair.availableTo(key);
    const money = {
      ...{ buyer: of(buyer), partner: of(partner), merchant: of(merchant), platform: of(platform) },
    };
    const { escrow } = this.#fair;
    const where = "the executor";
    return Promise.resolve([
      { where, shelves: new Map(found), orders: this.#orders(), money, escrow },
    ]);
  }

  wait(ms: number): number {
    this.#fair.wait(ms);
    return this.#fair.timeMs;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Found by looking, so that one which nobody placed would be seen. */
  #orders(): Map<string, FoundOrder> {
    const all = [...this.#fair.state.values].filter(([key]) => key.startsWith("trade/order/"));
    return new Map(
      all.map(([, bytes]) => {
        const { orderNo, status, escrow, refunded } = mallOrders.decode(bytes);
        const money = [escrow.goods, escrow.tax, refunded.goods, refunded.tax] as const;
        return [orderNo.slice(2), [status, ...money]];
      }),
    );
  }
}
