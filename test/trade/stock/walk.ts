import type { Receipt } from "../../../src/chain/receipt.ts";
import { decodeOwn } from "../../../src/primitives/fields/codec.ts";
import { operationTypeByName } from "../../../src/transactions/table.ts";
import {
  CODES,
  DAY,
  LIPSTICK,
  merchant,
  MILK,
  ONE,
  platform,
  warehouse,
} from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import type { Random } from "../../state/random.ts";
import { type Act, Model, type Want } from "./model.ts";
import {
  approval,
  back,
  BOX,
  boxOf,
  CREAM,
  depot,
  merchant2,
  OTHER_WAREHOUSE,
  PLATFORM,
  saleOf,
  shelfOf,
  shipment,
  warehouse2,
  WarehouseLedger,
} from "./warehouse-ledger.ts";

export const ITEMS = [MILK, LIPSTICK, CREAM].map(({ itemNo }) => itemNo);
/** Nearly everything happens in the first one. */
const PLACES = [CODES.warehouse, CODES.warehouse, CODES.warehouse, OTHER_WAREHOUSE];
export const NUMBERS = Array.from({ length: 12 }, (_, at) => `${at}`);
const KEYS: Readonly<Record<string, TestKey>> = {
  ...{ merchant, merchant2, platform, warehouse, warehouse2 },
};
const keeperOf = (at: string): TestKey => (at === CODES.warehouse ? warehouse : depot);

interface Operation {
  readonly by: TestKey;
  readonly type: string;
  readonly body: object;
}

/** Random acts of everybody around two warehouses, each done on the ledger and told to the model. */
export class Walk {
  readonly ledger: WarehouseLedger;
  readonly model = new Model();
  /** By the places of the model's transfers. */
  readonly transfers: Uint8Array[] = [];
  readonly #random: Random;

  constructor(random: Random, ledger = new WarehouseLedger()) {
    this.#random = random;
    this.ledger = ledger.open();
  }

  /** One act: what it was, what the ledger says, and what the model does. */
  step(): { readonly act: Act; readonly said: string; readonly expected: string } {
    if (this.#random.below(25) === 0) this.ledger.wait(this.#random.below(5 * DAY));
    const act = this.#act();
    const { by, type, body } = this.#operation(act);
    const one = this.ledger.unsigned([{ type, body }], by);
    const { receipts } = this.ledger.block([one]);
    const expected = this.model.take(act, this.ledger.timeMs);
    const { code } = receipts[0]!;
    if (act.do === "transfer" && code === "OK") this.transfers.push(idIn(receipts[0]!));
    return { act, said: code, expected };
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#random.below(of.length)]!;
  }

  /** Now and then not a whole number of units. */
  #quantity(most: number): bigint {
    const some = this.#random.below(6) === 0 ? BigInt(this.#random.below(99_999)) : 0n;
    return BigInt(1 + this.#random.below(most)) * ONE + some;
  }

  #act(): Act {
    const draw = this.#random.below(100);
    const [at, item] = [this.#one(PLACES), this.#one(ITEMS)];
    if (draw < 16) return this.#receive(at, item);
    if (draw < 20) return { do: "dispatch", at, item, quantity: this.#quantity(6) };
    if (draw < 24) return { do: "count", at, item, counted: this.#quantity(30) };
    if (draw < 29) return this.#decideCount(at, item);
    if (draw < 33) {
      const to = at === CODES.warehouse ? OTHER_WAREHOUSE : CODES.warehouse;
      return { do: "transfer", at, to, item, quantity: this.#quantity(8) };
    }
    if (draw < 37 && this.transfers.length > 0) {
      const transfer = this.#random.below(this.transfers.length);
      return { do: "arrive", transfer, received: this.#quantity(9) - ONE };
    }
    if (draw < 41) {
      const rule = { least: this.#quantity(5), target: 12n * ONE };
      return { do: "rule", at, item, rule: this.#random.below(3) > 0 ? rule : undefined };
    }
    if (draw < 43) return this.#bundle();
    if (draw < 44 && this.ledger.tree.head.header.protocolVersion >= 10)
      return { do: "allow", allow: this.#random.below(2) > 0 };
    return this.#aboutSale(draw, this.#one(NUMBERS));
  }

  #receive(at: string, item: string): Act {
    const open = (this.model.shelves.get(`${at} ${item}`)?.asked.length ?? 0) - 1;
    const replenishes = this.#random.below(3) === 0 ? Math.max(open, 0) : undefined;
    const paper = `G-${this.#random.below(60)}`;
    return { do: "receive", at, item, quantity: this.#quantity(12), paper, replenishes };
  }

  #decideCount(at: string, item: string): Act {
    const counts = this.model.shelves.get(`${at} ${item}`)?.counts.length ?? 0;
    const who =
      at === CODES.warehouse ? this.#one(["warehouse", "warehouse2", "merchant"]) : "merchant";
    const place = Math.max(counts - 1, 0);
    return { do: "decide-count", at, item, place, approve: this.#random.below(3) > 0, who };
  }

  #bundle(): Act {
    if (this.#random.below(4) === 0) return { do: "bundle", parts: undefined };
    const items = ITEMS.slice(this.#random.below(2));
    const parts = items.map((item, at) => {
      const weight = at === 0 ? 1n : BigInt(this.#random.below(10));
      return { item, quantity: this.#quantity(2), weight };
    });
    return { do: "bundle", parts };
  }

  #aboutSale(draw: number, no: string): Act {
    const lines = this.model.sales.get(no)?.lines.length ?? 0;
    const line = this.#random.below(lines + 1 + (lines === 0 ? 1 : 0));
    if (draw < 57) return this.#sell(no);
    if (draw < 69) {
      const decision = this.#one(["approve", "approve", "approve", "hold", "refuse"] as const);
      return { do: "decide", no, decision, who: this.#one(Object.keys(KEYS)) };
    }
    if (draw < 85) {
      const places = Array.from({ length: Math.max(lines, 1) }, (_, at) => at);
      const some = places.filter(() => this.#random.below(2) === 0);
      const all = some.length > 0 ? some : [line];
      return { do: "ship", no, parts: all.map((at) => [at, this.#quantity(3)] as const) };
    }
    const restock = this.#random.below(3) > 0;
    const place = this.#random.below(2) === 0 ? this.#sent() : undefined;
    const some = { ...(place ?? { no, line }), quantity: this.#quantity(2), restock };
    if (draw < 94) return { do: "return", ...some };
    const most = this.#random.below(3) === 0 ? 900 : 2; // now and then more than there is
    return { do: "exchange", ...some, other: this.#one(ITEMS), sent: this.#quantity(most) };
  }

  /** A line of which something was sent. */
  #sent(): { readonly no: string; readonly line: number } | undefined {
    const all = [...this.model.sales].flatMap(([no, { lines }]) =>
      lines.flatMap(({ shipped }, line) => (shipped > 0n ? [{ no, line }] : [])),
    );
    return all.length === 0 ? undefined : this.#one(all);
  }

  #sell(no: string): Act {
    const who = this.#one(["merchant", "merchant", "merchant2", "platform"]);
    const wants: Want[] = Array.from({ length: 1 + this.#random.below(3) }, () => {
      const total = BigInt(this.#random.below(100_000));
      const isBundle = this.#random.below(4) === 0;
      if (isBundle) return { item: undefined, quantity: ONE, total };
      return { item: this.#one(ITEMS), quantity: this.#quantity(4), total };
    });
    const known = this.model.sales.get(no);
    if (known === undefined || this.#random.below(2) === 0)
      return { do: "sell", no, at: this.#one(PLACES.slice(0, 3)), wants, who };
    return { ...this.#sold.get(no)!, who };
  }

  readonly #sold = new Map<string, Extract<Act, { do: "sell" }>>();

  #operation(act: Act): Operation {
    switch (act.do) {
      case "sell":
        return this.#sale(act);
      case "decide": {
        const reason = act.decision === "approve" ? undefined : "OTHER";
        const body = approval(act.no, { decision: act.decision, reason });
        return { by: KEYS[act.who]!, type: "trade.sale.decide", body };
      }
      case "ship": {
        const lines = act.parts.map(([line, quantity]) => ({ line, quantity }));
        const body = { ...shipment(act.no), lines };
        return { by: warehouse, type: "trade.sale.ship", body };
      }
      case "return":
      case "exchange": {
        const { no, line, quantity, restock } = act;
        const body = back(no, line, 0n, { quantity, restock });
        if (act.do === "return") return { by: warehouse, type: "trade.sale.return", body };
        const instead = { itemNo: act.other, quantity: act.sent };
        return { by: warehouse, type: "trade.sale.exchange", body: { ...body, instead } };
      }
      case "receive":
      case "dispatch":
      case "count":
      case "decide-count":
      case "transfer":
      case "arrive":
      case "rule":
      case "bundle":
        return this.#stock(act);
      case "allow":
        return { by: merchant, type: "trade.sale.allow", body: { ...PLATFORM, allow: act.allow } };
    }
  }

  #sale(act: Extract<Act, { do: "sell" }>): Operation {
    if (!this.model.sales.has(act.no)) this.#sold.set(act.no, act);
    const lines = act.wants.map(({ item, quantity, total }) => ({
      ...{ itemNo: item, bundleNo: item === undefined ? BOX : undefined, quantity, total },
    }));
    const body = saleOf(act.no, { warehouse: act.at, platform: CODES.platform, lines });
    return { by: KEYS[act.who]!, type: "trade.sale.import", body };
  }

  #stock(act: Exclude<Act, { no: string } | { do: "allow" }>): Operation {
    const type = `trade.stock.${act.do}`;
    switch (act.do) {
      case "bundle":
        return this.#bundleOperation(act);
      case "arrive": {
        const { to } = this.model.transfers[act.transfer]!;
        const body = { transfer: this.transfers[act.transfer]!, received: act.received };
        return { by: keeperOf(to), type: "trade.stock.transfer.receive", body };
      }
      case "rule": {
        const body = { ...shelfOf(act.item, act.at), rule: act.rule };
        return { by: merchant, type: `${type}.set`, body };
      }
      case "decide-count": {
        const { item, at, place, approve, who } = act;
        const body = { ...shelfOf(item, at), place, approve };
        return { by: KEYS[who]!, type: "trade.stock.count.decide", body };
      }
      case "receive": {
        const { at, item, quantity, paper: reference, replenishes } = act;
        const body = { ...shelfOf(item, at), quantity, reference, replenishes };
        return { by: keeperOf(at), type, body };
      }
      case "dispatch": {
        const { at, item, quantity } = act;
        const body = { ...shelfOf(item, at), quantity, reason: "other", reference: "D-1" };
        return { by: keeperOf(at), type, body };
      }
      case "count": {
        const { at, item, counted } = act;
        return {
          by: keeperOf(at),
          type,
          body: { ...shelfOf(item, at), counted, reference: "C-1" },
        };
      }
      case "transfer": {
        const { at, item, to, quantity } = act;
        const body = { ...shelfOf(item, at), to, quantity, reference: "T-1" };
        return { by: keeperOf(at), type, body };
      }
    }
  }

  #bundleOperation({ parts }: Extract<Act, { do: "bundle" }>): Operation {
    const key = { merchant: CODES.merchant, bundleNo: BOX };
    if (parts === undefined) return { by: merchant, type: "trade.bundle.end", body: key };
    const named = parts.map(({ item, ...part }) => ({ itemNo: item, ...part }));
    const body = boxOf({ from: this.ledger.timeMs + 1, parts: named });
    return { by: merchant, type: "trade.bundle.define", body };
  }
}

function idIn(receipt: Receipt): Uint8Array {
  const { result } = operationTypeByName("trade.stock.transfer")!;
  return (decodeOwn(result, receipt.results[0]!) as { id: Uint8Array }).id;
}
