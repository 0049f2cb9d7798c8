import { toHex } from "../../../src/primitives/bytes.ts";
import { cny, LIPSTICK, merchant, treasury } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { payment, uetr } from "../../ledger.ts";
import type { Random } from "../../state/random.ts";
import {
  article,
  buyer,
  claimBody,
  CODE,
  ENTRY,
  euro,
  ExportLedger,
  MILK,
  ONE,
  RATES,
  usd,
} from "./export-ledger.ts";
import { Model, type ModelAsked, type ModelClaim } from "./model.ts";

/** A step of a walk: what it is, what came of it, and what the model says may come of it. */
export interface Taken {
  readonly what: string;
  readonly code: string;
  readonly allowed: readonly string[];
}

const SECOND = "514120230000000002";
const CURRENCIES = { USD: usd, CNY: cny, EUR: euro } as const;
type Currency = keyof typeof CURRENCIES;

/** Two declarations: of two lists in dollars, one of two lines, and of one in the treasury's own currency. */
const LISTS = [
  {
    entry: ENTRY,
    currency: "USD",
    of: [article(MILK, 10n, 100_001n), article(LIPSTICK, 3n, 9_999n)],
  },
  { entry: ENTRY, currency: "USD", of: [article(MILK, 7n, 70_003n)] },
  { entry: SECOND, currency: "CNY", of: [article(MILK, 3n, 33_335n)] },
] as const;

/** Random steps of an exporter, its buyer, the tax authority and customs, each carried out by the ledger and by the model. */
export class Walk {
  readonly ledger = new ExportLedger().start();
  readonly model = new Model();
  readonly ids = new Map<string, Uint8Array>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    for (const [at, { entry, currency, of }] of LISTS.entries()) {
      const code = currency === "USD" ? "502" : "142";
      const id = this.ledger.released(`${at}`, [...of], { currency: code });
      this.ids.set(`list ${at}`, id);
      const lines = of.map((one) => {
        const rate = BigInt(one.of === MILK ? RATES["19"] : RATES["3304"]);
        return { quantity: one.count * ONE, total: one.total, rate };
      });
      const returned = lines.map(() => 0n);
      this.model.lists.set(`list ${at}`, { entry, currency, lines, returned });
    }
    const ids = [...this.ids.values()];
    this.ledger.enter(ENTRY, ids.slice(0, 2));
    this.ledger.enter(SECOND, ids.slice(2));
    for (const [at, net] of [300_007n, 99_991n].entries()) {
      this.ids.set(`invoice ${at}`, this.ledger.confirmed(`0000000${at}`, net));
      this.model.invoices.set(`invoice ${at}`, net);
    }
    this.ids.set("invoice 2", this.ledger.file("00000002", 1_000n));
    for (const currency of ["USD", "CNY"] as const) {
      this.#receive(currency, 40_000n);
      this.#tie([...this.model.payments].at(-1));
    }
  }

  take(): Taken {
    const steps: readonly (() => Taken)[] = [
      ...[() => this.#claim(), () => this.#claim(), () => this.#withdraw()],
      ...[() => this.#decide(), () => this.#decide(), () => this.#decide()],
      ...[() => this.#pay(), () => this.#pay(), () => this.#pay(), () => this.#demand()],
      ...[() => this.#repay(), () => this.#repay(), () => this.#comeBack()],
      ...[() => this.#tie(), () => this.#tie(), () => this.#newPayment(), () => this.#sendBack()],
    ];
    return this.#pick(steps)();
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random.below(from.length)]!;
  }
  #upTo(most: bigint): bigint {
    return 1n + BigInt(this.#random.below(Number(most)));
  }
  #try(what: string, by: TestKey, type: string, body: object, allowed: Iterable<string>): Taken {
    const { code } = this.ledger.try(by, type, body);
    const all = [...allowed];
    return { what, code, allowed: all.length === 0 ? ["OK"] : all };
  }

  #claim(): Taken {
    const entry = this.#pick([ENTRY, ENTRY, ENTRY, SECOND]);
    const isTrader = this.#random.below(3) > 0;
    const credit = isTrader ? undefined : this.#pick([0n, 300n, 5_000n, 10n ** 9n]);
    const count = 1 + this.#random.below(3);
    const asked = Array.from({ length: count }, () => this.#line(entry, isTrader));
    const why = this.model.whyNotClaim(entry, asked, isTrader);
    const lines = asked.map((one) => ({
      ...{ list: this.ids.get(one.list)!, line: one.line, quantity: one.quantity },
      invoice: one.invoice === undefined ? undefined : this.ids.get(one.invoice)!,
      ...{ amount: one.amount, fob: one.fob },
    }));
    const kind = isTrader ? "trader" : "manufacturer";
    const body = claimBody(lines, { entryId: entry, kind, creditBalance: credit });
    const receipt = this.ledger.run([{ type: "trade.refund.claim", body }], { by: [merchant] });
    if (receipt.code === "OK" && why.size === 0) {
      const id = receipt.results[0]!.slice(0, 32);
      const name = `claim ${this.model.claims.size}`;
      this.ids.set(name, id);
      this.model.claim(name, entry, asked, credit);
    }
    const allowed = why.size === 0 ? ["OK"] : [...why];
    return { what: `claim ${kind}`, code: receipt.code, allowed };
  }

  /** Mostly one that fits, as far as this step can know. */
  #line(entry: string, isTrader: boolean): ModelAsked {
    const isOwn = this.#random.below(12) > 0;
    const names = [...this.model.lists.keys()];
    const list = this.#pick(
      names.filter((name) => !isOwn || this.model.lists.get(name)!.entry === entry),
    );
    const { lines, returned, currency } = this.model.lists.get(list)!;
    const line = this.#random.below(lines.length + (isOwn ? 0 : 1));
    const all = lines[line]?.quantity ?? ONE;
    const left = all - (returned[line] ?? 0n) - this.model.claimedOf(list, line);
    const isRest = left > 0n && this.#random.below(3) === 0;
    const quantity = isRest ? left : this.#upTo(left > 0n && isOwn ? left / 4n + 1n : all);
    const goods = { list, line, quantity };
    if (isTrader) {
      const invoice = `invoice ${this.#pick([0, 0, 0, 1, 1, 1, isOwn ? 0 : 2])}`;
      const net = this.model.invoices.get(invoice) ?? 1_000n;
      const free = net - this.model.takenOf(invoice);
      const isAll = free > 0n && this.#random.below(6) === 0;
      return { ...goods, invoice, amount: isAll ? free : this.#upTo(net / 16n) };
    }
    const states = (currency !== "CNY") === isOwn;
    return states ? { ...goods, fob: this.#upTo(50_000n) } : goods;
  }

  /** A claim that is where the step needs one, and now and then any; if there is none, the step makes one. */
  #some(...wanted: readonly string[]): readonly [string, ModelClaim] | undefined {
    const all = [...this.model.claims];
    const fit = all.filter(([, one]) => wanted.includes(this.model.statusOf(one)));
    const from = this.#random.below(10) > 0 ? fit : all;
    return from.length === 0 ? undefined : this.#pick(from);
  }

  #decide(): Taken {
    const approve = this.#random.below(4) > 0;
    const found = approve ? this.#some("filed") : this.#some("filed", "approved");
    if (found === undefined) return this.#claim();
    const [name, claim] = found;
    const reason = approve ? undefined : "OTHER";
    const open = approve ? ["filed"] : ["filed", "approved"];
    const isOpen = open.includes(this.model.statusOf(claim));
    const body = { claim: this.ids.get(name)!, approve, reason };
    const what = approve ? "approve" : "refuse";
    const why = isOpen ? [] : ["NOT_WAITING"];
    const taken = this.#try(what, treasury, "trade.refund.decide", body, why);
    if (taken.code === "OK") {
      if (approve) claim.approved = true;
      else claim.ended = "refused";
    }
    return taken;
  }

  #withdraw(): Taken {
    const found = this.#some("filed");
    if (found === undefined) return this.#claim();
    const [name, claim] = found;
    const why = this.model.statusOf(claim) === "filed" ? [] : ["NOT_WAITING"];
    const body = { claim: this.ids.get(name)! };
    const taken = this.#try("withdraw", merchant, "trade.refund.withdraw", body, why);
    if (taken.code === "OK") claim.ended = "withdrawn";
    return taken;
  }

  #pay(): Taken {
    const found = this.#some("approved");
    if (found === undefined) return this.#claim();
    const [name, claim] = found;
    const { refund } = this.model.refundOf(claim);
    const owes = [...this.model.claims.values()].some((one) => this.model.dueOf(one) > 0n);
    const why: string[] = [];
    if (this.model.statusOf(claim) !== "approved") why.push("NOT_APPROVED");
    else if (refund === 0n) why.push("NOTHING_TO_PAY");
    else if (owes) why.push("CLAIMANT_OWES");
    const body = { claim: this.ids.get(name)!, uetr: uetr() };
    const taken = this.#try("pay", treasury, "trade.refund.pay", body, why);
    if (taken.code === "OK") {
      claim.paid = refund;
      this.model.yuan += refund;
    }
    return taken;
  }

  #demand(): Taken {
    const found = this.#some("paid");
    if (found === undefined) return this.#claim();
    const [name, claim] = found;
    const minor = this.#upTo((claim.paid ?? 100n) + 10n);
    const why: string[] = [];
    if (claim.paid === undefined) why.push("NOT_PAID");
    else if (minor > claim.paid - this.model.owedOf(claim)) why.push("MORE_THAN_PAID");
    const body = { claim: this.ids.get(name)!, minor, reason: "ERROR" };
    const taken = this.#try("claw-back", treasury, "trade.refund.claw-back", body, why);
    if (taken.code === "OK") claim.demanded += minor;
    return taken;
  }

  #repay(): Taken {
    const owing = [...this.model.claims].filter(([, one]) => this.model.dueOf(one) > 0n);
    const found = owing.length > 0 ? this.#pick(owing) : this.#some("paid");
    if (found === undefined) return this.#claim();
    const [name, claim] = found;
    const due = this.model.dueOf(claim);
    const why: string[] = [];
    if (due === 0n) why.push("NOTHING_OWED");
    else if (due > this.model.yuan) why.push("INSUFFICIENT_BALANCE");
    const body = { claim: this.ids.get(name)!, uetr: uetr() };
    const taken = this.#try("repay", merchant, "trade.refund.repay", body, why);
    if (taken.code === "OK") {
      claim.repaid += due;
      this.model.yuan -= due;
    }
    return taken;
  }

  /** Goods of a line are back, if there is something of it out. */
  #comeBack(): Taken {
    const list = this.#pick([...this.model.lists.keys()]);
    const { lines, returned } = this.model.lists.get(list)!;
    const line = this.#random.below(lines.length);
    const out = lines[line]!.quantity - returned[line]!;
    if (out === 0n) return this.#newPayment();
    const quantity = this.#random.below(25) === 0 ? out : this.#upTo(out / 5n + 1n);
    this.ledger.comeBackExactly(this.ids.get(list)!, line, quantity);
    this.model.comeBack(list, line, quantity);
    return { what: "goods back", code: "OK", allowed: ["OK"] };
  }

  #newPayment(): Taken {
    const currency = this.#pick(["USD", "USD", "CNY", "CNY"] as const);
    this.#receive(currency, this.#upTo(30_000n));
    return { what: "payment", code: "OK", allowed: ["OK"] };
  }

  #receive(currency: Currency, minor: bigint): void {
    const id = uetr();
    const order = payment(merchant.account, minor, CURRENCIES[currency], id);
    this.ledger.do(buyer, "payment.transfer", order);
    this.ids.set(toHex(id), id);
    const made = { currency, amount: minor, tied: new Map<string, bigint>(), sentBack: 0n };
    this.model.payments.set(toHex(id), made);
    if (currency === "CNY") this.model.yuan += minor;
  }

  #tie(found = this.#pick([...this.model.payments])): Taken {
    const [name, paid] = found;
    const entry = paid.currency === "CNY" ? SECOND : ENTRY;
    const entryId = this.#random.below(40) === 0 ? ENTRY : entry;
    const left = paid.amount - [...paid.tied.values()].reduce((all, one) => all + one, 0n);
    const isAll = left > 0n && this.#random.below(2) === 0;
    const minor = isAll ? left : this.#upTo(paid.amount);
    const why: string[] = [];
    if (paid.sentBack > 0n) why.push("PAYMENT_NOT_SETTLED");
    if (minor > left) why.push("PAYMENT_USED_UP");
    const tied = [...this.model.payments.values()].filter((one) => one.tied.has(entryId));
    if (!paid.tied.has(entryId) && tied.length >= 32) why.push("TOO_MANY_RECEIPTS");
    const body = { code: CODE, entryId, uetr: this.ids.get(name)!, minor };
    const taken = this.#try("tie", merchant, "trade.receipt.link", body, why);
    if (taken.code === "OK") paid.tied.set(entryId, (paid.tied.get(entryId) ?? 0n) + minor);
    return taken;
  }

  /** A buyer gets something back, of which no declaration has an idea until it is looked at. */
  #sendBack(): Taken {
    const [name, paid] = this.#pick([...this.model.payments]);
    if (this.#random.below(6) > 0) return this.#newPayment();
    const isYuan = paid.currency === "CNY";
    const why: string[] = [];
    if (paid.sentBack === paid.amount) why.push("RETURN_ABOVE_PAID");
    else if (paid.sentBack >= 16n) why.push("TOO_MANY_RETURNS");
    else if (isYuan && this.model.yuan < 1n) why.push("INSUFFICIENT_BALANCE");
    const body = { uetr: this.ids.get(name)!, minor: 1n, reason: "AC04" };
    const taken = this.#try("send back", merchant, "payment.return", body, why);
    if (taken.code === "OK") {
      paid.sentBack += 1n;
      if (isYuan) this.model.yuan -= 1n;
    }
    return taken;
  }
}
