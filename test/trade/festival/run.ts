import { createRandom } from "../../state/random.ts";
import { MallModel } from "../mall/model.ts";
import { Comparison } from "./compare.ts";
import type { Deed, FairGround, Found, Outcome } from "./deed.ts";
import { countsOf, type Festival, Generator } from "./generator.ts";
import { skuOf } from "./orders.ts";

const HOUR_MS = 3_600_000;
const DAYS = 45;

/** How a festival went. */
export interface FestivalReport {
  /** Which answers came how often. */
  readonly codes: ReadonlyMap<string, number>;
  /** The first of them in words. */
  readonly differences: readonly string[];
  readonly differing: number;
  readonly compared: number;
  readonly operations: number;
  /** How the burst of orders went. */
  readonly placing: Outcome;
  /** Milliseconds that all operations took, as `Outcome` measures them. */
  readonly ms: number;
}

/** Opens a fair with so many of each article. */
export type OpenGround = (counts: readonly bigint[]) => Promise<FairGround>;
type Say = (what: string) => void;

/** A burst of orders over skewed demand, and everything that becomes of them, beside the model. */
export async function runFestival(
  of: Festival,
  open: OpenGround,
  say: Say = () => undefined,
): Promise<FestivalReport> {
  const random = createRandom(of.seed);
  const counts = countsOf(of, random);
  const ground = await open(counts);
  try {
    const model = new MallModel();
    for (const [at, count] of counts.entries()) model.receive(skuOf(at), count);
    const [first] = await ground.read();
    const run = new FestivalRun(ground, model, first!.money);
    return await run.all(new Generator(of, random, model), say);
  } finally {
    await ground.close();
  }
}

class FestivalRun {
  readonly #ground: FairGround;
  readonly #model: MallModel;
  readonly #had: Found["money"];
  readonly #codes = new Map<string, number>();
  readonly #comparison = new Comparison();
  #operations = 0;
  #ms = 0;

  constructor(ground: FairGround, model: MallModel, had: Found["money"]) {
    this.#ground = ground;
    this.#model = model;
    this.#had = had;
  }

  async all(deeds: Generator, say: Say): Promise<FestivalReport> {
    say("orders");
    const placing = await this.#do(deeds.placed());
    await this.#compare("after the burst");
    say("payments");
    await this.#do(deeds.paid());
    say("parcels");
    for (const some of deeds.parcels()) await this.#do(some);
    await this.#compare("after the parcels");
    say("refunds");
    for (const some of deeds.refunds()) await this.#do(some);
    await this.#do(deeds.accepted());
    await this.#compare("after the refunds");
    if (this.#ground.wait !== undefined) {
      say(`${DAYS} days`);
      // What is due in one hour may be more than one sweep takes: the model has it done by then as well.
      for (let hour = 0; hour < 24 * DAYS; hour++) this.#model.tick(this.#ground.wait(HOUR_MS));
      await this.#compare("in the end");
    }
    const { differences, differing, compared } = this.#comparison;
    const counted = { differences, differing, compared, operations: this.#operations };
    return { codes: this.#codes, ...counted, placing, ms: this.#ms };
  }

  /** The model has its turn in the blocks' own order. */
  async #do(deeds: readonly Deed[]): Promise<Outcome> {
    const outcome = await this.#ground.carryOut(deeds);
    let answered = 0;
    for (const { timeMs, answers } of outcome.blocks) {
      this.#model.tick(timeMs);
      for (const [{ order, expected }, code] of answers) {
        const what = `${order.type} ${JSON.stringify(order.body, text)}`;
        this.#comparison.same(what, code, expected(timeMs));
        this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
      }
      answered += answers.length;
    }
    this.#comparison.same("deeds that were answered", answered, deeds.length);
    this.#operations += answered;
    this.#ms += outcome.ms;
    return outcome;
  }

  async #compare(when: string): Promise<void> {
    for (const found of await this.#ground.read()) {
      this.#comparison.ledger(when, found, this.#model, this.#had);
    }
  }
}

const text = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;
