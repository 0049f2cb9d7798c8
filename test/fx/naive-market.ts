/**
 * A market as one would write it in an afternoon: offers in arrays that are sorted again for every order, amounts as exact
 * fractions. Written from the words of the domain, and of nothing in src.
 */

export type Side = "buy" | "sell";
export type Force = "GTC" | "IOC" | "FOK" | "PASSIVE";

export interface Tick {
  readonly num: bigint;
  readonly den: bigint;
}
export interface Order {
  /** Whatever names it: an offer that rests has it too. */
  readonly id: string;
  readonly by: string;
  readonly side: Side;
  readonly price: number;
  readonly quantity: bigint;
  readonly force: Force;
  readonly expiresAt: number | undefined;
}
export interface Offer {
  readonly id: string;
  readonly by: string;
  readonly side: Side;
  readonly price: number;
  readonly expiresAt: number | undefined;
  /** When it came, among all. */
  readonly place: number;
  left: bigint;
  held: bigint;
}
export interface Done {
  readonly code: string;
  readonly filled: bigint;
  readonly quote: bigint;
  readonly fills: number;
  readonly rests: bigint;
}

const LOOKS = 32;
const REFUSED = { filled: 0n, quote: 0n, fills: 0, rests: 0n };

export class NaiveMarket {
  offers: Offer[] = [];
  /** Available and on hold, by account and asset. */
  #free = new Map<string, bigint>();
  #held = new Map<string, bigint>();
  readonly #tick: Tick;
  #places = 0;

  constructor(tick: Tick) {
    this.#tick = tick;
  }

  give(by: string, asset: "base" | "quote", minor: bigint): void {
    add(this.#free, `${by} ${asset}`, minor);
  }

  free(by: string, asset: "base" | "quote"): bigint {
    return this.#free.get(`${by} ${asset}`) ?? 0n;
  }

  held(by: string, asset: "base" | "quote"): bigint {
    return this.#held.get(`${by} ${asset}`) ?? 0n;
  }

  /** What is past its second is gone when a block begins. */
  begin(timeMs: number): void {
    for (const offer of [...this.offers]) {
      if (offer.expiresAt === undefined) continue;
      if (Math.floor(offer.expiresAt / 1_000) < Math.floor(timeMs / 1_000)) this.#drop(offer);
    }
  }

  cancel(by: string, id: string): string {
    const offer = this.offers.find((one) => one.id === id);
    if (offer === undefined) return "UNKNOWN_OFFER";
    if (offer.by !== by) return "NOT_YOUR_OFFER";
    this.#drop(offer);
    return "OK";
  }

  amend(by: string, id: string, left: bigint): string {
    const offer = this.offers.find((one) => one.id === id);
    if (offer === undefined) return "UNKNOWN_OFFER";
    if (offer.by !== by) return "NOT_YOUR_OFFER";
    if (left >= offer.left) return "NOT_LESS";
    if (this.#worth(left, offer.price, "down") === 0n) return "AMOUNT_OUT_OF_RANGE";
    const held = offer.side === "sell" ? left : this.#worth(left, offer.price, "up");
    this.#release(offer, offer.held - held);
    [offer.left, offer.held] = [left, held];
    return "OK";
  }

  place(order: Order, timeMs: number): Done {
    const before = this.#copy();
    const done = this.#place(order, timeMs);
    if (done.code !== "OK") [this.offers, this.#free, this.#held] = before;
    return done;
  }

  #place({ id, by, side, price, quantity, force, expiresAt }: Order, timeMs: number): Done {
    const no = (code: string): Done => ({ code, ...REFUSED });
    if (this.#worth(quantity, price, "down") === 0n) return no("AMOUNT_OUT_OF_RANGE");
    if (force === "PASSIVE" && this.#best(side, price) !== undefined) return no("WOULD_TAKE");
    let [left, quote, fills, looks] = [quantity, 0n, 0, 0];
    let isCrossing = false;
    for (let best = this.#best(side, price); left > 0n && best !== undefined; looks++) {
      if (looks === LOOKS) {
        isCrossing = true;
        break;
      }
      const base = best.left < left ? best.left : left;
      const worth = this.#worth(base, best.price, best.side === "sell" ? "up" : "down");
      if (best.by === by || (best.expiresAt !== undefined && timeMs > best.expiresAt)) {
        this.#drop(best);
      } else if (worth === 0n) {
        isCrossing = true;
        break;
      } else {
        const [gives, gets] =
          side === "buy" ? (["quote", "base"] as const) : (["base", "quote"] as const);
        const [given, got] = side === "buy" ? [worth, base] : [base, worth];
        add(this.#free, `${by} ${gives}`, -given);
        add(this.#free, `${by} ${gets}`, got);
        add(this.#free, `${best.by} ${gives}`, given);
        add(this.#held, `${best.by} ${gets}`, -got);
        best.left -= base;
        best.held -= got;
        const isDust = best.side === "buy" && this.#worth(best.left, best.price, "down") === 0n;
        if (best.left === 0n || isDust) this.#drop(best);
        [left, quote, fills] = [left - base, quote + worth, fills + 1];
      }
      best = this.#best(side, price);
    }
    // The taker's own side is judged when all is known.
    if (this.free(by, "base") < 0n || this.free(by, "quote") < 0n) {
      return no("INSUFFICIENT_BALANCE");
    }
    if (force === "FOK" && left > 0n) return no("NOT_FILLED");
    const result = { code: "OK", filled: quantity - left, quote, fills };
    const isDust = this.#worth(left, price, "down") === 0n;
    if (force === "IOC" || left === 0n || isCrossing || isDust) return { ...result, rests: 0n };
    const held = side === "sell" ? left : this.#worth(left, price, "up");
    const gives = side === "sell" ? "base" : "quote";
    if (this.free(by, gives) < held) return no("INSUFFICIENT_BALANCE");
    add(this.#free, `${by} ${gives}`, -held);
    add(this.#held, `${by} ${gives}`, held);
    this.offers.push({ id, by, side, price, expiresAt, place: this.#places++, left, held });
    return { ...result, rests: left };
  }

  #best(side: Side, price: number): Offer | undefined {
    const isBuy = side === "buy";
    const fits = this.offers.filter((one) =>
      one.side === side ? false : isBuy ? one.price <= price : one.price >= price,
    );
    fits.sort((a, b) => (isBuy ? a.price - b.price : b.price - a.price) || a.place - b.place);
    return fits[0];
  }

  #drop(offer: Offer): void {
    this.#release(offer, offer.held);
    this.offers = this.offers.filter((one) => one !== offer);
  }

  #release({ by, side }: Offer, minor: bigint): void {
    const asset = side === "sell" ? "base" : "quote";
    add(this.#held, `${by} ${asset}`, -minor);
    add(this.#free, `${by} ${asset}`, minor);
  }

  #worth(base: bigint, price: number, rounding: "up" | "down"): bigint {
    const top = base * BigInt(price) * this.#tick.num;
    const whole = top / this.#tick.den;
    return rounding === "up" && whole * this.#tick.den !== top ? whole + 1n : whole;
  }

  #copy(): [Offer[], Map<string, bigint>, Map<string, bigint>] {
    return [this.offers.map((one) => ({ ...one })), new Map(this.#free), new Map(this.#held)];
  }
}

function add(to: Map<string, bigint>, key: string, minor: bigint): void {
  to.set(key, (to.get(key) ?? 0n) + minor);
}
