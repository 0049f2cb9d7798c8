import type { Role } from "../../../src/chain/participant.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";
import { dayOf } from "../../../src/primitives/civil-day.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { letterId, letters } from "../../../src/transactions/letters/records.ts";
import { statistics } from "../../../src/transactions/letters/statistics.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { type Order, testGenesis, TestLedger } from "../../ledger.ts";
import { createRandom, type Random } from "../../state/random.ts";
import { type Act, Model } from "./model.ts";

/** How large an audit season is. */
export interface Season {
  readonly seed: number;
  readonly letters: number;
  readonly banks: number;
  readonly firms: number;
}

export interface SeasonReport {
  readonly differences: readonly string[];
  readonly operations: number;
  readonly refused: number;
  /** Milliseconds of the executor alone, blocks committed in memory. */
  readonly executorMs: number;
  /** How many letters ended in each status. */
  readonly statuses: Readonly<Record<string, number>>;
}

const HOUR_MS = 3_600_000;
const ENTITIES = 50;
/** Letters are issued within so many hours. */
const ISSUING_HOURS = 60 * 24;
const TRANSACTIONS_PER_BLOCK = 1_000;

interface Event {
  readonly hour: number;
  readonly letter: number;
  readonly act: Act | "issue";
}

/**
 * An audit season: letters of many firms to many banks, people who are quick, slow, or do nothing, through the executor and the
 * model; then every letter and every count compared.
 */
export function runSeason(
  season: Season,
  say: (done: number) => void = () => undefined,
): SeasonReport {
  const random = createRandom(season.seed);
  const world = new World(season);
  const events = new Queue();
  for (let letter = 0; letter < season.letters; letter++) {
    events.add({ hour: 1 + random.below(ISSUING_HOURS), letter, act: "issue" });
  }
  let done = 0;
  for (let hour = events.next(); hour !== undefined; hour = events.next()) {
    const due = events.take(hour);
    const nowMs = world.startMs + hour * HOUR_MS;
    for (const [place, { letter, act }] of due.entries()) {
      const later = world.plan(act, letter, nowMs, random);
      for (const { after, act: next } of later)
        events.add({ hour: hour + after, letter, act: next });
      const isFull = (place + 1) % TRANSACTIONS_PER_BLOCK === 0;
      if (isFull || place === due.length - 1) world.block(nowMs);
      if (++done % 5_000 === 0) say(done);
    }
  }
  return world.compare();
}

/** Events by the hour, in the order in which they were added. */
class Queue {
  readonly #hours = new Map<number, Event[]>();

  add(event: Event): void {
    const events = this.#hours.get(event.hour);
    if (events === undefined) this.#hours.set(event.hour, [event]);
    else events.push(event);
  }

  next(): number | undefined {
    let least: number | undefined;
    for (const hour of this.#hours.keys()) if (least === undefined || hour < least) least = hour;
    return least;
  }

  /** One event of a letter in an hour: two in one block would come in an order that nobody chooses. */
  take(hour: number): Event[] {
    const [taken, seen]: [Event[], Set<number>] = [[], new Set()];
    for (const event of this.#hours.get(hour)!) {
      if (seen.has(event.letter)) this.add({ ...event, hour: hour + 1 });
      else taken.push(event);
      seen.add(event.letter);
    }
    this.#hours.delete(hour);
    return taken;
  }
}

interface Later {
  readonly after: number;
  readonly act: Act;
}

/** What happens after something, and within how many hours: mostly in time, sometimes late, sometimes never. */
const nexts: Readonly<Record<Act | "issue", (random: Random) => Later[]>> = {
  issue: (r) =>
    one(r, [
      [900, "accept", 72],
      [70, "return", 72],
    ]),
  accept: (r) =>
    one(r, [
      [900, "authorise", 290],
      [40, "refuse", 200],
      [20, "return", 100],
    ]),
  return: (r) => one(r, [[850, "cure", 110]]),
  cure: (r) => one(r, [[950, "accept", 48]]),
  authorise: (r) =>
    one(r, [
      [940, "prepare", 400],
      [20, "return", 100],
    ]),
  prepare: (r) =>
    one(r, [
      [960, "reply", 90],
      [20, "prepare", 40],
    ]),
  reply: (r) => one(r, [[980, "receive", 100]]),
  receive: (r) =>
    one(r, [
      [50, "ask", 100],
      [900, "close", 500],
    ]),
  ask: (r) => one(r, [[900, "prepare", 300]]),
  refuse: (r) => one(r, [[900, "close", 200]]),
  close: () => [],
};

function one(random: Random, ways: readonly (readonly [number, Act, number])[]): Later[] {
  let draw = random.below(1_000);
  for (const [share, act, hours] of ways) {
    if (draw < share) return [{ after: 1 + random.below(hours), act }];
    draw -= share;
  }
  return [];
}

class World {
  readonly #model = new Model();
  readonly #ledger: TestLedger;
  readonly #season: Season;
  readonly #keys = new Map<string, TestKey>();
  /** Orders of the next block, with what the model expects of each. */
  #waiting: { order: Order; by: TestKey; expected: boolean }[] = [];
  readonly #places: number[] = [];
  #operations = 0;
  #refused = 0;
  #executorMs = 0;
  readonly #differences: string[] = [];

  constructor(season: Season) {
    this.#season = season;
    const named = (count: number, name: string) =>
      Array.from({ length: count }, (_, i) => `${name}-${i}`);
    const cast: (readonly [string, Role])[] = [
      ...named(season.firms, "firm").map((name) => [name, "accounting-firm"] as const),
      ...named(season.banks, "bank").map((name) => [name, "bank"] as const),
      ...named(ENTITIES, "entity").map((name) => [name, "enterprise"] as const),
    ];
    const genesis = testGenesis();
    const participants = cast.map(([name, role]) => {
      const people = role === "bank" ? [name, `${name}-reviewer`] : [name];
      const signers = people.map((one) => ({ publicKey: this.#key(one).publicKey, weight: 1 }));
      const authority = { signers, thresholds: { low: 1, medium: 1, high: 1 } };
      return { name, roles: [role], country: "CN", lei: undefined, authority };
    });
    this.#ledger = new TestLedger({ ...genesis, protocolVersion: 7, participants });
  }

  get startMs(): number {
    return this.#ledger.genesis.timeMs;
  }

  #key(name: string): TestKey {
    const key = this.#keys.get(name) ?? testKey(name);
    this.#keys.set(name, key);
    return key;
  }

  /** Puts an act into the next block, and says what comes after it. */
  plan(act: Act | "issue", letter: number, nowMs: number, random: Random): Later[] {
    if (act === "issue") {
      const [firm, bank] = [random.below(this.#season.firms), random.below(this.#season.banks)];
      const place = this.#model.letters.length;
      this.#places[letter] = place;
      this.#model.issue(`bank-${bank}`, `firm-${firm}`, nowMs);
      this.#put(
        `firm-${firm}`,
        "letter.issue",
        this.#issued(place, bank, random.below(ENTITIES)),
        true,
      );
      return nexts.issue(random);
    }
    const place = this.#places[letter]!;
    const result = random.below(10) === 0 ? "MISMATCH" : "MATCH";
    const said = act === "reply" ? (this.#prepared.get(place) ?? result) : result;
    const expected = this.#model.act(place, act, nowMs, said);
    if (act === "prepare" && expected) this.#prepared.set(place, result);
    const [by, type, body] = this.#order(place, act, said);
    this.#put(by, type, body, expected);
    return expected ? nexts[act](random) : [];
  }

  readonly #prepared = new Map<number, string>();
  readonly #entities = new Map<number, string>();

  #issued(place: number, bank: number, entity: number): object {
    this.#entities.set(place, `entity-${entity}`);
    return {
      ...{ number: `no ${place}`, bank: `bank-${bank}`, branch: undefined, engagement: undefined },
      ...{ ...this.#terms(place), itemResults: false },
    };
  }

  #terms(place: number): object {
    const asOf = dayOf(this.startMs) - 14;
    const commitment = sha256(utf8(`form ${place}`));
    const items = ["deposits", "loans"];
    return { entity: this.#entities.get(place)!, format: "format-1", asOf, items, commitment };
  }

  #order(place: number, act: Act, result: string): readonly [string, string, object] {
    const { firm, bank } = this.#model.letters[place]!;
    const id = letterId(firm, `no ${place}`);
    const commitment = sha256(utf8(`${result} ${place}`));
    const answer = { id, result, items: undefined, commitment };
    const orders: Readonly<Record<Act, readonly [string, string, object]>> = {
      accept: [bank, "letter.accept", { id, mandate: undefined, itemResults: false }],
      return: [bank, "letter.return", { id, reason: "FORM_INCOMPLETE" }],
      cure: [firm, "letter.cure", { id, branch: undefined, ...this.#terms(place) }],
      authorise: [
        this.#entities.get(place)!,
        "letter.authorise",
        { id, commitment: sha256(utf8(`form ${place}`)) },
      ],
      refuse: [this.#entities.get(place)!, "letter.refuse", { id, reason: "OTHER" }],
      prepare: [bank, "letter.prepare", answer],
      reply: [`${bank}-reviewer`, "letter.reply", answer],
      receive: [firm, "letter.receive", { id, commitment: this.#replied(place) }],
      ask: [firm, "letter.follow-up", { id, commitment }],
      close: [firm, "letter.close", { id, alternative: "OTHER" }],
    };
    return orders[act];
  }

  #replied(place: number): Uint8Array {
    return sha256(utf8(`${this.#prepared.get(place) ?? "MATCH"} ${place}`));
  }

  #put(name: string, type: string, body: object, expected: boolean): void {
    const account = this.#key(name.replace("-reviewer", "")).account;
    const by = { ...this.#key(name), account };
    this.#waiting.push({ order: { type, body }, by, expected });
  }

  block(timeMs: number): void {
    const atMs = Math.max(timeMs, this.#ledger.timeMs);
    const options = { validUntil: atMs + 60_000 };
    const reads = this.#waiting.map(({ order, by }) => {
      const unsigned = { ...by, sign: () => new Uint8Array(64) }; // what is measured is the executor
      return this.#ledger.read(this.#ledger.transaction([order], { ...options, by: [unsigned] }));
    });
    const expected = new Map(reads.map((read, i) => [read.id, this.#waiting[i]!]));
    this.#waiting = [];
    const fromMs = performance.now();
    const { receipts } = this.#ledger.block(reads, atMs);
    this.#executorMs += performance.now() - fromMs;
    const missing = reads.length - receipts.length;
    if (missing > 0) this.#differences.push(`a block had no room for ${missing} transactions`);
    for (const { transaction, code } of receipts) {
      const { order, expected: isGood } = expected.get(Buffer.from(transaction).toString("hex"))!;
      this.#operations++;
      if (code !== "OK") this.#refused++;
      if (code !== (isGood ? "OK" : "WRONG_STATUS")) {
        this.#differences.push(
          `${order.type}: ${code}, expected ${isGood ? "OK" : "WRONG_STATUS"}`,
        );
      }
    }
  }

  compare(): SeasonReport {
    this.#letEverythingPass();
    const statuses: Record<string, number> = {};
    for (const [place, wanted] of this.#model.letters.entries()) {
      const found = letters.read(this.#ledger.state, letterId(wanted.firm, `no ${place}`))!;
      const both = [wanted, found].map(
        (one) => `${one.status} ${one.result ?? "-"} ${one.overdue} ${one.replies}`,
      );
      if (both[0] !== both[1])
        this.#differences.push(`letter ${place}: ${both[1]}, expected ${both[0]}`);
      statuses[found.status] = (statuses[found.status] ?? 0) + 1;
    }
    for (const [key, wanted] of this.#model.counts) {
      const [month = "", bank = "", firm = ""] = key.split(" ");
      const found = statistics.read(this.#ledger.state, month, bank, firm);
      const { days, ...counts } = wanted;
      const rest = { stated: 0, unable: 0 };
      if (JSON.stringify({ ...counts, ...rest, days }, sorted) === shown(found)) continue;
      this.#differences.push(`${key}: ${shown(found)}, expected ${JSON.stringify(wanted, sorted)}`);
    }
    return {
      ...{ differences: this.#differences, operations: this.#operations, refused: this.#refused },
      ...{ executorMs: this.#executorMs, statuses },
    };
  }

  /** Long after the season: whatever lapses has lapsed, and the sweep has come by as often as it had to. */
  #letEverythingPass(): void {
    const endMs = this.#ledger.timeMs + 200 * 24 * HOUR_MS;
    for (const place of this.#model.letters.keys()) this.#model.pass(place, endMs);
    const sweeps = 2 + Math.ceil((2 * this.#model.letters.length) / 256);
    for (let n = 0; n < sweeps; n++) this.#ledger.block([], endMs + n * 1_000);
  }
}

/** Counters in one order, whoever wrote them. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function shown(found: object | undefined): string {
  if (found === undefined) return "nothing";
  const { turnaround, ...counts } = found as { turnaround: readonly number[] };
  return JSON.stringify({ ...counts, days: turnaround }, sorted);
}
