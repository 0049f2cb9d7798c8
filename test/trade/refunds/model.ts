/**
 * Export refunds a second time, from the rules and not from the source: plain maps, and everything that can be worked out from what
 * happened is worked out anew whenever it is asked for. Amounts are minor units, quantities 0.00001 of a unit.
 */

/** A declared line, and the refund rate that held when it was released, in hundredths of a per cent. */
export interface ModelLine {
  readonly quantity: bigint;
  readonly total: bigint;
  readonly rate: bigint;
}

export interface ModelList {
  readonly entry: string;
  /** Three letters. */
  readonly currency: string;
  readonly lines: readonly ModelLine[];
  readonly returned: bigint[];
}

/** So many goods of a line that are claimed on. */
export interface ModelAsked {
  readonly list: string;
  readonly line: number;
  readonly quantity: bigint;
  readonly invoice?: string;
  readonly amount?: bigint;
  readonly fob?: bigint;
}

interface Taken extends ModelAsked {
  left: bigint;
  readonly base: bigint;
  readonly fobDeclared: bigint;
  readonly tax: bigint;
}

type End = "refused" | "withdrawn";
export interface ModelClaim {
  readonly entry: string;
  readonly credit: bigint | undefined;
  readonly lines: readonly Taken[];
  ended: End | undefined;
  approved: boolean;
  paid: bigint | undefined;
  demanded: bigint;
  repaid: bigint;
}

export interface ModelPayment {
  readonly currency: string;
  readonly amount: bigint;
  /** By declaration. */
  readonly tied: Map<string, bigint>;
  sentBack: bigint;
}

const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n);
const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
/** n ÷ d: to the nearest whole number, halves up. */
const nearest = (n: bigint, d: bigint): bigint => n / d + (2n * (n % d) >= d ? 1n : 0n);
/** n ÷ d, rounded up. */
const up = (n: bigint, d: bigint): bigint => n / d + (n % d === 0n ? 0n : 1n);

export class Model {
  readonly lists = new Map<string, ModelList>();
  /** Net amounts of confirmed invoices. */
  readonly invoices = new Map<string, bigint>();
  readonly payments = new Map<string, ModelPayment>();
  /** In the order in which they were filed. */
  readonly claims = new Map<string, ModelClaim>();
  /** Yuan of the exporter. */
  yuan = 0n;

  /** What stays of an amount while so many of the goods are abroad: the part of those that are not is rounded down. */
  stays(amount: bigint, { quantity, left }: Taken): bigint {
    return up(amount * left, quantity);
  }

  /** Claims hold goods until they are refused or withdrawn. */
  get holding(): ModelClaim[] {
    return [...this.claims.values()].filter(({ ended }) => ended === undefined);
  }

  linesOf(list: string, line?: number): Taken[] {
    const all = this.holding.flatMap(({ lines }) => lines);
    return all.filter((one) => one.list === list && (line === undefined || one.line === line));
  }

  claimedOf(list: string, line: number): bigint {
    return sum(this.linesOf(list, line).map(({ left }) => left));
  }

  /** A claim that came to nothing keeps of an invoice what belongs to goods that had come back by then. */
  takenOf(invoice: string): bigint {
    const parts = [...this.claims.values()].flatMap(({ ended, lines }) =>
      lines
        .filter((one) => one.invoice === invoice)
        .map((one) => one.base - (ended === undefined ? 0n : this.stays(one.base, one))),
    );
    return sum(parts);
  }

  /** Declared price of what claims on a declaration hold, in a currency. */
  heldOf(entry: string, currency: string): bigint {
    const claims = this.holding.filter((one) => one.entry === entry);
    const lines = claims.flatMap((one) => one.lines);
    const own = lines.filter(({ list }) => this.lists.get(list)!.currency === currency);
    return sum(own.map((one) => this.stays(one.fobDeclared, one)));
  }

  refundOf({ lines, credit }: ModelClaim): { refund: bigint; credited: bigint } {
    const tax = sum(lines.map((one) => this.stays(one.tax, one)));
    const refund = credit === undefined ? tax : least(tax, credit);
    return { refund, credited: tax - refund };
  }

  /** What of a paid refund belongs to goods that are back or was demanded, and never more than was paid. */
  owedOf(claim: ModelClaim): bigint {
    if (claim.paid === undefined) return 0n;
    const { refund } = this.refundOf(claim);
    return least(claim.paid, claim.paid - refund + claim.demanded);
  }

  dueOf(claim: ModelClaim): bigint {
    return this.owedOf(claim) - claim.repaid;
  }

  statusOf(claim: ModelClaim): string {
    if (claim.ended !== undefined) return claim.ended;
    if (claim.paid !== undefined) return "paid";
    if (claim.lines.every(({ left }) => left === 0n)) return "void";
    return claim.approved ? "approved" : "filed";
  }

  /** What does not fit in a claim; nothing if it is filed. */
  whyNotClaim(entry: string, asked: readonly ModelAsked[], isTrader: boolean): Set<string> {
    const why = new Set<string>();
    const goods = new Map<string, bigint>();
    const amounts = new Map<string, bigint>();
    const prices = new Map<string, bigint>();
    const add = (to: Map<string, bigint>, key: string, more: bigint): bigint => {
      to.set(key, (to.get(key) ?? 0n) + more);
      return to.get(key)!;
    };
    for (const { list: of, line: at, quantity, invoice, amount, fob } of asked) {
      const list = this.lists.get(of)!;
      if (list.entry !== entry) why.add("NOT_IN_ENTRY");
      const line = list.lines[at];
      if (line === undefined) {
        why.add("NO_SUCH_LINE");
        continue;
      }
      const wanted = add(goods, `${of}/${at}`, quantity) + this.claimedOf(of, at);
      if (wanted + list.returned[at]! > line.quantity) why.add("CLAIMED_ALREADY");
      add(prices, list.currency, (line.total * quantity) / line.quantity);
      if (isTrader) {
        const net = this.invoices.get(invoice!);
        if (net === undefined) why.add("INVOICE_NOT_CONFIRMED");
        else if (add(amounts, invoice!, amount!) + this.takenOf(invoice!) > net)
          why.add("INVOICE_USED_UP");
      } else if ((list.currency === "CNY") === (fob !== undefined)) why.add("FOB_UNFIT");
    }
    this.#whyNotCovered(entry, prices, why);
    const crowded = new Set(asked.map(({ list }) => list));
    for (const list of crowded) {
      const claims = this.holding.filter(({ lines }) =>
        lines.some((one) => one.list === list && one.left > 0n),
      );
      if (claims.length >= 16) why.add("TOO_MANY_CLAIMS");
    }
    return why;
  }

  #whyNotCovered(entry: string, prices: Map<string, bigint>, why: Set<string>): void {
    const tied = [...this.payments.values()].filter(
      (one) => one.tied.has(entry) && one.sentBack === 0n,
    );
    if (tied.length === 0) why.add("NO_RECEIPT");
    for (const [currency, price] of prices) {
      const own = tied.filter((one) => one.currency === currency);
      if (own.length < tied.length) continue; // the authority compares
      const got = sum(own.map((one) => one.tied.get(entry)!));
      if (got < this.heldOf(entry, currency) + price) why.add("RECEIPT_SHORT");
    }
  }

  claim(
    id: string,
    entry: string,
    asked: readonly ModelAsked[],
    credit: bigint | undefined,
  ): ModelClaim {
    const lines = asked.map((one): Taken => {
      const { total, quantity: of, rate } = this.lists.get(one.list)!.lines[one.line]!;
      const fobDeclared = (total * one.quantity) / of;
      const base = one.amount ?? one.fob ?? fobDeclared;
      const isExact = one.amount !== undefined || one.fob !== undefined;
      const tax = isExact
        ? nearest(base * rate, 10_000n)
        : nearest(total * one.quantity * rate, of * 10_000n);
      return { ...one, left: one.quantity, base, fobDeclared, tax };
    });
    const claim: ModelClaim = {
      ...{ entry, credit, lines, ended: undefined, approved: false },
      ...{ paid: undefined, demanded: 0n, repaid: 0n },
    };
    this.claims.set(id, claim);
    return claim;
  }

  /** Goods come back: first those that nobody claimed on, then those of unpaid claims, then of paid ones, the newest first. */
  comeBack(list: string, line: number, quantity: bigint): void {
    const { lines, returned } = this.lists.get(list)!;
    returned[line]! += quantity;
    let over = this.claimedOf(list, line) + returned[line]! - lines[line]!.quantity;
    const newest = this.holding.reverse();
    const isPaid = (one: ModelClaim): boolean => one.paid !== undefined;
    for (const claim of [...newest.filter((one) => !isPaid(one)), ...newest.filter(isPaid)]) {
      for (const one of claim.lines) {
        if (one.list !== list || one.line !== line || over <= 0n) continue;
        const lost = least(over, one.left);
        one.left -= lost;
        over -= lost;
      }
    }
  }
}
