import type { Act, Answer, Deed } from "../words.ts";
import { Books, type Moment } from "./books.ts";
import { Deadlines } from "./deadlines.ts";
import {
  arrive,
  declareOrder,
  declareSlip,
  declareWaybill,
  fails,
  lapse,
  type Outcome,
  trackWaybill,
} from "./documents.ts";
import { answer, cancel, declareList } from "./lists.ts";
import { deposit, draw, pay, refund, withdraw } from "./money.ts";
import { receive } from "./offices.ts";
import { announce, back, letIn } from "./returns.ts";
import { enter, sumUp } from "./summaries.ts";

/** What a day at a port leaves behind, by the words of the domain and nothing of the ledger's code. */
export class Model {
  readonly books: Books;
  readonly deadlines = new Deadlines();

  constructor(startMs: number, funds: bigint) {
    this.books = new Books(startMs, funds);
  }

  /** A block begins. */
  begin(timeMs: number): void {
    for (const { kind, name } of this.deadlines.take(timeMs)) {
      if (kind === "order") lapse(this.books, name, timeMs);
      else draw(this.books, name);
    }
  }

  /** Somebody acts; what is not OK has changed nothing. */
  apply({ by, act }: Deed, timeMs: number): Answer {
    const outcome = mayTry(by, act) ? this.#act(act, { by, timeMs }) : fails("ROLE_NOT_ALLOWED");
    return "fails" in outcome ? { code: outcome.fails, said: "" } : { code: "OK", ...outcome };
  }

  #act(act: Act, moment: Moment): Outcome {
    const { books, deadlines } = this;
    switch (act.kind) {
      case "order":
        return declareOrder(books, deadlines, act, moment);
      case "payment":
        return declareSlip(books, act, moment);
      case "waybill":
        return declareWaybill(books, act, moment);
      case "list":
        return declareList(books, deadlines, act, moment);
      case "arrive":
        return arrive(books, act, moment);
      case "track":
        return trackWaybill(books, act, moment);
      case "receipt":
        return receive(books, deadlines, act, moment);
      case "cancel":
        return cancel(books, act, moment);
      case "answer":
        return answer(books, deadlines, act, moment);
      case "return":
        return announce(books, act, moment);
      case "let-in":
        return letIn(books, act, moment);
      case "back":
        return back(books, act, moment);
      case "pay":
        return pay(books, act.list, moment);
      case "refund":
        return refund(books, act.list);
      case "deposit":
        return deposit(books, act, moment);
      case "withdraw":
        return withdraw(books, act, moment);
      case "enterprise":
        return this.#suspend(act.code, act.suspend);
      case "article":
        return this.#suspend(act.key.join(" "), act.suspend);
      case "sum":
        return sumUp(books, act, moment);
      case "enter":
        return enter(books, act);
    }
  }

  #suspend(name: string, suspend: boolean): Outcome {
    if (this.books.suspended.has(name) === suspend) return fails("NOTHING_TO_DECIDE");
    if (suspend) this.books.suspended.add(name);
    else this.books.suspended.delete(name);
    return { said: "" };
  }
}

/** Who may do what at all: names begin with what somebody is. */
const ROLES: Readonly<Record<Act["kind"], RegExp>> = {
  order: /^platform/,
  payment: /^payment-firm/,
  waybill: /^carrier/,
  list: /^declarant/,
  arrive: /^warehouse/,
  track: /^carrier/,
  receipt: /^(customs|inspection)/,
  cancel: /^declarant/,
  answer: /^customs/,
  return: /^declarant/,
  "let-in": /^customs/,
  back: /^customs/,
  pay: /^(platform|merchant|carrier)/,
  refund: /^treasury/,
  deposit: /^(platform|merchant|carrier)/,
  withdraw: /^(platform|merchant|carrier)/,
  enterprise: /^customs/,
  article: /^(customs|inspection)/,
  sum: /^declarant/,
  enter: /^customs/,
};

function mayTry(by: string, { kind }: Act): boolean {
  return ROLES[kind].test(by);
}
