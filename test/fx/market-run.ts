import { operationId } from "../../src/execution/read-transaction.ts";
import { assetId } from "../../src/primitives/asset-id.ts";
import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { offerRecord } from "../../src/transactions/fx/book/records.ts";
import { placeOffer } from "../../src/transactions/fx/book/place.ts";
import type { TestKey } from "../keys.ts";
import { testGenesis, TestLedger } from "../ledger.ts";
import { nameKey } from "../day/orders.ts";
import { createRandom, type Random } from "../state/random.ts";
import { type Force, NaiveMarket, type Side, type Tick } from "./naive-market.ts";

const TRADERS = ["t-0", "t-1", "t-2", "t-3", "t-4", "t-5"];
const FORCES: readonly Force[] = ["GTC", "GTC", "GTC", "GTC", "PASSIVE", "IOC", "FOK"];
const START = 10n ** 15n;
const PER_BLOCK = 50;
/** Beyond so many offers some are cancelled: the naive market reads all of them for each order. */
const BOOK_MAX = 300;
const IDS_MAX = 1_000;

/** Ratios that do not come out even, and one that does. */
export const TICKS: Readonly<Record<string, Tick>> = {
  "1/3": { num: 1n, den: 3_000n },
  "10^18 to 7 · 10^18": { num: 10n ** 18n, den: 7n * 10n ** 18n },
  "JPY against KWD": { num: 2n, den: 1_000n },
  whole: { num: 1n, den: 1n },
};

export interface MarketReport {
  readonly codes: ReadonlyMap<string, number>;
  readonly fills: number;
  /** Where the two part; the first ones. */
  readonly differences: readonly string[];
}

/** Random orders through the executor and the naive market, compared after every block. */
export function runMarket(
  seed: number,
  tick: Tick,
  events: number,
  progress: (done: number) => void = () => undefined,
): MarketReport {
  const run = new Run(seed, tick);
  for (let done = 0; done < events && run.differences.length === 0; done += PER_BLOCK) {
    run.block(Math.min(PER_BLOCK, events - done));
    progress(done);
  }
  return run;
}

class Run implements MarketReport {
  readonly codes = new Map<string, number>();
  readonly differences: string[] = [];
  fills = 0;
  readonly #random: Random;
  readonly #ledger: TestLedger;
  readonly #naive: NaiveMarket;
  readonly #keys = new Map([...TRADERS, "gateway-x"].map((name) => [name, nameKey(name)] as const));
  readonly #base: Uint8Array;
  readonly #quote: Uint8Array;
  /** The last ids of offers that rested once, most of which are gone. */
  readonly #ids: string[] = [];

  constructor(seed: number, tick: Tick) {
    this.#random = createRandom(seed);
    this.#naive = new NaiveMarket(tick);
    const genesis = testGenesis();
    const alike = genesis.participants[0]!;
    const participants = [...this.#keys].map(([name, { publicKey }]) => ({
      ...{
        ...alike,
        name,
        roles: [name === "gateway-x" ? ("gateway" as const) : ("person" as const)],
      },
      authority: { ...alike.authority, signers: [{ publicKey, weight: 1 }] },
    }));
    this.#ledger = new TestLedger({ ...genesis, protocolVersion: 4, participants });
    const gateway = this.#key("gateway-x");
    [this.#base, this.#quote] = [assetId("JPY", gateway.account), assetId("KWD", gateway.account)];
    const [base, quote] = [this.#base, this.#quote];
    const issues = TRADERS.flatMap((name) =>
      [base, quote].map((asset) => ({
        type: "asset.issue",
        body: {
          to: this.#key(name).account,
          amount: { asset, minor: START },
          reference: undefined,
        },
      })),
    );
    const orders = [
      { type: "asset.define", body: { code: "JPY", decimals: 0 } },
      { type: "asset.define", body: { code: "KWD", decimals: 3 } },
      ...issues,
      { type: "fx.pair.open", body: { base, quote, tick } },
    ];
    const { code } = this.#ledger.run(orders, { by: [gateway] });
    if (code !== "OK") throw new Error(code);
    for (const name of TRADERS) {
      for (const asset of ["base", "quote"] as const) this.#naive.give(name, asset, START);
    }
  }

  block(count: number): void {
    const timeMs = this.#ledger.timeMs + 1 + this.#random.below(3_000);
    const made = Array.from({ length: count }, () => this.#event(timeMs));
    const byId = new Map(made.map((one) => [one.read.id, one] as const));
    const { block, receipts } = this.#ledger.block(
      made.map(({ read }) => read),
      timeMs,
    );
    this.#naive.begin(timeMs);
    for (const [i, { id }] of block.transactions.entries()) {
      const { code, results } = receipts[i]!;
      const found = byId.get(toHex(id))!.apply(timeMs, toHex(operationId(id, 0)));
      const told = code !== "OK" || results[0] === undefined ? "" : found.read(results[0]);
      const name = `${found.kind} ${code}`;
      this.codes.set(name, (this.codes.get(name) ?? 0) + 1);
      if (code !== found.code || (code === "OK" && told !== found.says)) {
        this.differences.push(`${found.kind}: ${code} ${told}, naive ${found.code} ${found.says}`);
      }
    }
    this.#compare();
  }

  #key(name: string): TestKey {
    return this.#keys.get(name)!;
  }

  #event(timeMs: number) {
    const by = TRADERS[this.#random.below(TRADERS.length)]!;
    const kind = this.#random.below(10);
    if (kind < 2 && this.#ids.length > 0) {
      const id = this.#ids[this.#random.below(this.#ids.length)]!;
      return this.#change(by, id, kind === 0);
    }
    const { offers } = this.#naive;
    if (offers.length > BOOK_MAX && kind < 6) {
      return this.#change(by, offers[this.#random.below(offers.length)]!.id, true);
    }
    const side: Side = this.#random.below(2) === 0 ? "buy" : "sell";
    const spread = this.#random.below(40);
    const price = 1_000 + (side === "buy" ? spread - 25 : 25 - spread);
    const digits = 10 ** this.#random.below(7);
    const quantity = BigInt(1 + this.#random.below(9 * digits));
    const force = FORCES[this.#random.below(FORCES.length)]!;
    const expiresAt =
      this.#random.below(5) === 0 ? timeMs + 1 + this.#random.below(60_000) : undefined;
    const body = {
      ...{ base: this.#base, quote: this.#quote, side, price, quantity },
      ...{ timeInForce: force, expiresAt },
    };
    const read = this.#ledger.unsigned([{ type: "fx.offer.place", body }], this.#key(by));
    const apply = (now: number, id: string) => {
      const order = { id, by, side, price, quantity, force, expiresAt };
      const { code, filled, quote, fills, rests } = this.#naive.place(order, now);
      if (rests > 0n && this.#ids.push(id) > IDS_MAX) this.#ids.shift();
      this.fills += fills;
      const says = [filled, quote, fills, rests].join(" ");
      const told = (bytes: Uint8Array): string => {
        const result = decodeOwn(placeOffer.result, bytes);
        return [result.filled, result.quote, result.fills, result.rests].join(" ");
      };
      return { kind: force, code, says, read: told };
    };
    return { read, apply };
  }

  #change(by: string, id: string, isCancel: boolean) {
    const offer = fromHex(id)!;
    const known = this.#naive.offers.find((one) => one.id === id);
    // Mostly by whom it belongs to.
    const who = known !== undefined && this.#random.below(8) > 0 ? known.by : by;
    const left = BigInt(1 + this.#random.below(1_000));
    const order = isCancel
      ? { type: "fx.offer.cancel", body: { offer } }
      : { type: "fx.offer.amend", body: { offer, left } };
    const read = this.#ledger.unsigned([order], this.#key(who));
    const apply = () => ({
      ...{ kind: isCancel ? "cancel" : "amend", says: "", read: () => "" },
      code: isCancel ? this.#naive.cancel(who, id) : this.#naive.amend(who, id, left),
    });
    return { read, apply };
  }

  /** Balances, holds and the whole book, in its order. */
  #compare(): void {
    const { state } = this.#ledger;
    const same = (what: string, ledger: unknown, naive: unknown): void => {
      if (String(ledger) !== String(naive)) {
        this.differences.push(`${what}: ledger ${String(ledger)}, naive ${String(naive)}`);
      }
    };
    for (const name of TRADERS) {
      const { account } = this.#key(name);
      for (const [asset, id] of [
        ["base", this.#base],
        ["quote", this.#quote],
      ] as const) {
        same(
          `${name} ${asset}`,
          this.#ledger.available(account, id),
          this.#naive.free(name, asset),
        );
        same(
          `${name} ${asset} held`,
          this.#ledger.held(account, id),
          this.#naive.held(name, asset),
        );
      }
    }
    const resting = [...state.values].filter(([key]) => key.startsWith("fx/offer/"));
    const ledger = resting.map(([, bytes]) => {
      const { id, side, price, left, held } = decodeOwn(offerRecord, bytes);
      return [toHex(id), side, price, left, held].join(" ");
    });
    const naive = this.#naive.offers.map(({ id, side, price, left, held }) =>
      [id, side, price, left, held].join(" "),
    );
    same("offers", ledger.sort().join("; "), naive.sort().join("; "));
  }
}
