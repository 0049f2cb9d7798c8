// What becomes of letters, in plain words and maps, written apart from src/: docs/domain section 3 and nothing else.

const DAY_MS = 86_400_000;
const SATURDAY = 6;
const SUNDAY = 0;

export type Act =
  | "accept"
  | "return"
  | "cure"
  | "authorise"
  | "refuse"
  | "prepare"
  | "reply"
  | "receive"
  | "ask"
  | "close";

export interface Letter {
  readonly bank: string;
  readonly firm: string;
  readonly issuedMs: number;
  status: string;
  result: string | undefined;
  authorisedMs: number | undefined;
  replyBy: number | undefined;
  until: number | undefined;
  overdue: boolean;
  replies: number;
}

export interface Counts {
  issued: number;
  returned: number;
  refused: number;
  replied: number;
  matched: number;
  mismatched: number;
  overdue: number;
  lapsed: number;
  closed: number;
  readonly days: number[];
}

/** The end of the n-th working day after a moment. There are no holidays in this world. */
function workingDays(fromMs: number, count: number): number {
  const at = new Date(fromMs);
  at.setUTCHours(0, 0, 0, 0);
  for (let left = count; left > 0;) {
    at.setUTCDate(at.getUTCDate() + 1);
    if (at.getUTCDay() !== SATURDAY && at.getUTCDay() !== SUNDAY) left--;
  }
  return at.getTime() + DAY_MS - 1;
}

function workingDaysBetween(fromMs: number, toMs: number): number {
  let days = 0;
  while (days < 60 && workingDays(fromMs, days + 1) - DAY_MS < toMs) days++;
  return days;
}

const allowed: Readonly<Record<Act, readonly string[]>> = {
  accept: ["issued"],
  return: ["issued", "accepted", "authorised", "prepared"],
  cure: ["returned"],
  authorise: ["accepted"],
  refuse: ["accepted"],
  prepare: ["authorised", "prepared", "queried"],
  reply: ["prepared"],
  receive: ["replied"],
  ask: ["received"],
  close: [
    ...["issued", "returned", "accepted", "refused", "authorised", "prepared"],
    ...["replied", "received", "queried", "lapsed"],
  ],
};

export class Model {
  readonly letters: Letter[] = [];
  readonly counts = new Map<string, Counts>();

  issue(bank: string, firm: string, nowMs: number): void {
    const until = workingDays(nowMs, 30);
    const nothing = { result: undefined, authorisedMs: undefined, replyBy: undefined };
    const letter = { bank, firm, issuedMs: nowMs, status: "issued", ...nothing, until };
    this.letters.push({ ...letter, overdue: false, replies: 0 });
    this.#of(this.letters.at(-1)!).issued++;
  }

  /** True if the act is allowed then; afterwards it has happened. */
  act(place: number, act: Act, nowMs: number, result = "MATCH"): boolean {
    const letter = this.letters[place]!;
    this.pass(place, nowMs);
    if (!allowed[act].includes(letter.status)) return false;
    const counts = this.#of(letter);
    const answering = (): void => {
      letter.replyBy = workingDays(nowMs, 10);
      letter.until = workingDays(nowMs, 30);
    };
    const rest = (): void => {
      letter.replyBy = letter.until = undefined;
    };
    if (act === "accept") {
      letter.status = "accepted";
      letter.until = workingDays(nowMs, 0) + 10 * DAY_MS;
    } else if (act === "return") {
      [letter.status, letter.replyBy, letter.authorisedMs] = ["returned", undefined, undefined];
      letter.until = workingDays(nowMs, 3);
      counts.returned++;
    } else if (act === "cure") {
      [letter.status, letter.until] = ["issued", workingDays(nowMs, 30)];
    } else if (act === "authorise") {
      [letter.status, letter.authorisedMs] = ["authorised", nowMs];
      answering();
    } else if (act === "refuse") {
      [letter.status, letter.result] = ["refused", "RETURNED"];
      rest();
      counts.refused++;
    } else if (act === "prepare") letter.status = "prepared";
    else if (act === "reply") {
      [letter.status, letter.result] = ["replied", result];
      rest();
      letter.replies++;
      if (letter.replies === 1) {
        counts.replied++;
        if (result === "MATCH") counts.matched++;
        else counts.mismatched++;
        const days = workingDaysBetween(letter.authorisedMs!, nowMs);
        while (counts.days.length <= days) counts.days.push(0);
        counts.days[days]!++;
      }
    } else if (act === "receive") letter.status = "received";
    else if (act === "ask") {
      letter.status = "queried";
      answering();
    } else {
      letter.status = "closed";
      rest();
      counts.closed++;
    }
    return true;
  }

  /** What time alone does to a letter. */
  pass(place: number, nowMs: number): void {
    const letter = this.letters[place]!;
    const { replyBy, until, status, replies } = letter;
    if (replyBy !== undefined && nowMs > replyBy && !letter.overdue) {
      letter.overdue = true;
      this.#of(letter).overdue++;
    }
    if (until === undefined || nowMs <= until) return;
    letter.replyBy = letter.until = undefined;
    letter.status = "lapsed";
    if (replies === 0) {
      const isReturned = status === "returned" || status === "accepted";
      letter.result = isReturned ? "RETURNED" : "EXPIRED";
    }
    this.#of(letter).lapsed++;
  }

  #of({ bank, firm, issuedMs }: Letter): Counts {
    const key = `${new Date(issuedMs).toISOString().slice(0, 7)} ${bank} ${firm}`;
    const none = { issued: 0, returned: 0, refused: 0, replied: 0, matched: 0, mismatched: 0 };
    const counts = this.counts.get(key) ?? { ...none, overdue: 0, lapsed: 0, closed: 0, days: [] };
    this.counts.set(key, counts);
    return counts;
  }
}
