import { setTimeout as sleep } from "node:timers/promises";

import { limits } from "../../primitives/limits.ts";
import { cancelOffer } from "../../transactions/fx/book/cancel.ts";
import { placeOffer } from "../../transactions/fx/book/place.ts";
import { CliError } from "../errors.ts";
import { operationOf } from "../operations.ts";
import { priceText } from "../price.ts";
import type { Session } from "../session.ts";
import { transact } from "../transact.ts";
import { balancesOf, othersIn, restingOf } from "./account.ts";
import { type MakerConfig, millionths } from "./config.ts";
import { readFeed } from "./feed.ts";
import { ladderOf, type Purse, type Target } from "./ladder.ts";
import type { Market } from "./market.ts";
import { type Moves, movesTo, type Resting } from "./moves.ts";
import { Purses } from "./purse.ts";
import { decimalOf, isJump, type Price, ticksWithin } from "./reference-price.ts";

/** What a maker did or could not do: for a log, and for whoever watches. */
export type MakerEvent =
  | {
      readonly event: "quoted";
      readonly pair: string;
      readonly price: string;
      /** Best of its own, as people say prices; absent where inventory or funds allow none. */
      readonly bid?: string;
      readonly ask?: string;
      readonly placed: number;
      readonly cancelled: number;
    }
  | { readonly event: "withdrawn"; readonly pair: string; readonly cancelled: number }
  | {
      readonly event: "paused";
      readonly pair?: string;
      readonly code: string;
      readonly message: string;
    }
  | { readonly event: "resumed"; readonly pair?: string }
  | {
      readonly event: "refused";
      readonly pair?: string;
      readonly code: string;
      readonly message: string;
    };

/** Offers that were taken meanwhile cannot be cancelled; the next round sees what there is. */
const OVERTAKEN = ["UNKNOWN_OFFER", "WOULD_TAKE"];
const WITHDRAWALS_MAX = 5;
const BATCH = limits.operationsPerTransaction;

/**
 * Keeps offers on both sides of a reference price in the books of its pairs. Without a price that is fresh and near the one before,
 * it has none there. The account's offers in these pairs are its own: what somebody else places for the account, it cancels.
 */
export class Maker {
  readonly #session: Session;
  readonly #config: MakerConfig;
  readonly #markets: readonly Market[];
  readonly #account: Uint8Array;
  readonly #say: (event: MakerEvent) => void;
  /** By pair: the last price that was believed. */
  readonly #prices = new Map<string, Price>();
  /** Why nothing is offered, by pair; under "" for all of them. */
  readonly #paused = new Map<string, string>();
  /** What was refused last, likewise: the same is not said again every round. */
  readonly #refusals = new Map<string, string>();

  constructor(
    session: Session,
    account: Uint8Array,
    config: MakerConfig,
    markets: readonly Market[],
    say: (event: MakerEvent) => void,
  ) {
    this.#session = session;
    this.#account = account;
    this.#config = config;
    this.#markets = markets;
    this.#say = say;
  }

  /** The last price of each pair, by its name. */
  get prices(): ReadonlyMap<string, Price> {
    return this.#prices;
  }

  /** Quotes until the signal. A round that fails is told and followed by the next; the offers end by themselves meanwhile. */
  async run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      try {
        await this.round();
        this.#refusals.delete("");
      } catch (error) {
        this.#refused(undefined, error);
      }
      await sleep(this.#config.everyMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  /** Reads the feed once and brings the offers to where they should be. Throws if the node cannot be asked. */
  async round(): Promise<void> {
    const reading = await readFeed(this.#config.feed, Date.now());
    if (!reading.ok) {
      this.#pause(undefined, reading.code, reading.message);
      await this.withdraw();
      return;
    }
    this.#resume(undefined);
    const [balances, resting] = await Promise.all([
      balancesOf(this.#session, this.#account),
      restingOf(this.#session, this.#account),
    ]);
    const purses = new Purses(balances);
    const ownIn = ({ key }: Market): readonly Resting[] => resting.get(key) ?? [];
    for (const market of this.#markets) purses.release(market, ownIn(market));
    const sent: Promise<void>[] = [];
    for (const market of this.#markets) {
      const own = ownIn(market);
      const price = this.#believed(market, reading.prices.get(market.name));
      const targets = price && (await this.#targets(market, price, purses.of(market), own));
      purses.reserve(market, targets ?? []);
      sent.push(this.#bring(market, price, targets ?? [], own));
    }
    await Promise.all(sent);
  }

  /** Cancels everything in its pairs. Throws if that does not succeed. */
  async withdraw(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const resting = await restingOf(this.#session, this.#account);
      const own = this.#markets.flatMap((market) => resting.get(market.key) ?? []);
      if (own.length === 0) return;
      try {
        for (let i = 0; i < own.length; i += BATCH) {
          await this.#send({ cancel: own.slice(i, i + BATCH), place: [] });
        }
        for (const { key, name } of this.#markets) {
          const cancelled = resting.get(key)?.length ?? 0;
          if (cancelled > 0) this.#say({ event: "withdrawn", pair: name, cancelled });
        }
        return;
      } catch (error) {
        if (!isOvertaken(error) || attempt === WITHDRAWALS_MAX) throw error;
      }
    }
  }

  /** The feed's price of a pair, unless it is missing or too far from the last one. */
  #believed({ name }: Market, price: Price | undefined): Price | undefined {
    if (price === undefined) {
      this.#pause(name, "NO_PRICE", `The feed has no price of ${name}.`);
      return undefined;
    }
    const last = this.#prices.get(name);
    if (last !== undefined && isJump(last, price, millionths(this.#config.jumpBps))) {
      const message = `The price of ${name} jumped by more than ${this.#config.jumpBps} bps. Start the maker again if it is right.`;
      this.#pause(name, "PRICE_JUMP", message);
      return undefined;
    }
    this.#prices.set(name, price);
    return price;
  }

  async #targets(
    market: Market,
    price: Price,
    purse: Purse,
    own: readonly Resting[],
  ): Promise<Target[]> {
    try {
      const others = await othersIn(this.#session, market, own);
      this.#resume(market.name);
      return ladderOf(price, market.terms, market.pricing, purse, others);
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== "PAIR_HALTED") throw error;
      this.#pause(market.name, error.code, error.message);
      return [];
    }
  }

  async #bring(
    market: Market,
    price: Price | undefined,
    targets: readonly Target[],
    own: readonly Resting[],
  ): Promise<void> {
    const { toleranceBps, restMs } = this.#config;
    const tolerance = price === undefined ? 0 : ticksWithin(toleranceBps, price, market.pricing);
    const renewBeforeMs = Date.now() + restMs / 2;
    const moves = inOne(movesTo(targets, own, { tolerance, renewBeforeMs }));
    if (moves.cancel.length + moves.place.length === 0) return;
    try {
      await this.#send(moves, market);
      this.#refusals.delete(market.name);
    } catch (error) {
      if (!isOvertaken(error)) this.#refused(market.name, error);
      return;
    }
    const [placed, cancelled] = [moves.place.length, moves.cancel.length];
    if (price === undefined || targets.length === 0) {
      this.#say({ event: "withdrawn", pair: market.name, cancelled });
      return;
    }
    const best = (side: Target["side"]): string | undefined => {
      const first = targets.find((one) => one.side === side);
      return first === undefined ? undefined : priceText(first.price, market.pricing);
    };
    const [bid, ask] = [best("buy"), best("sell")];
    this.#say({
      ...{ event: "quoted", pair: market.name, price: decimalOf(price) },
      ...(bid === undefined ? {} : { bid }),
      ...(ask === undefined ? {} : { ask }),
      ...{ placed, cancelled },
    });
  }

  /** One transaction: what is cancelled frees what is placed, and both happen or neither. */
  async #send({ cancel, place }: Moves, market?: Market): Promise<void> {
    const expiresAt = Date.now() + this.#config.restMs;
    const operations = [
      ...cancel.map(({ id }) => operationOf(cancelOffer, { offer: id })),
      ...place.map(({ side, price, quantity }) => {
        const { base, quote } = market!;
        const terms = { side, price, quantity, timeInForce: "PASSIVE" as const, expiresAt };
        return operationOf(placeOffer, { base, quote, ...terms });
      }),
    ];
    const summary = "Quote";
    await transact(this.#session, { account: this.#account, operations, summary });
  }

  /** Said when it begins, and when the reason becomes another one. */
  #pause(pair: string | undefined, code: string, message: string): void {
    if (this.#paused.get(pair ?? "") === code) return;
    this.#paused.set(pair ?? "", code);
    this.#say({ event: "paused", ...(pair === undefined ? {} : { pair }), code, message });
  }

  #resume(pair: string | undefined): void {
    if (!this.#paused.delete(pair ?? "")) return;
    this.#say({ event: "resumed", ...(pair === undefined ? {} : { pair }) });
  }

  #refused(pair: string | undefined, error: unknown): void {
    const code = error instanceof CliError ? error.code : "INTERNAL";
    if (this.#refusals.get(pair ?? "") === code) return;
    this.#refusals.set(pair ?? "", code);
    const message = error instanceof Error ? error.message : String(error);
    this.#say({ event: "refused", ...(pair === undefined ? {} : { pair }), code, message });
  }
}

/** As much as one transaction takes: of more offers than that some are cancelled first, and the next round goes on. */
function inOne({ cancel, place }: Moves): Moves {
  return cancel.length + place.length <= BATCH
    ? { cancel, place }
    : { cancel: cancel.slice(0, BATCH), place: [] };
}

function isOvertaken(error: unknown): boolean {
  return error instanceof CliError && OVERTAKEN.includes(error.code);
}
