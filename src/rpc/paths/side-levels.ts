import type { LedgerReader } from "../../state/ledger.ts";
import { nextPrice } from "../../transactions/fx/book/prices.ts";
import { levels, type Side } from "../../transactions/fx/book/records.ts";
import { Witness } from "./witness.ts";

export interface Level {
  readonly price: bigint;
  /** Of the base asset, in minor units. */
  readonly left: bigint;
}

interface Step {
  readonly price: number | undefined;
  /** Undefined where the book ends. */
  readonly level: Level | undefined;
  /** Reads until here, those of the steps before included. */
  readonly reads: number;
}

/** What all sides of a node's books have in common. */
export interface Shelf {
  /** Counts the heads that were looked at. */
  head: number;
  /** Levels that may still be read. */
  allowance: number;
  /** Levels that are kept. */
  kept: number;
}

/**
 * The levels of one side of a book, best first, read as far as somebody asks. They are kept from block to block: at a new head
 * whoever asks for one first compares the entries that it was read from, and reads on from the first that is another.
 */
export class SideLevels {
  readonly #book: string;
  readonly #side: Side;
  readonly #shelf: Shelf;
  readonly #witness: Witness;
  readonly #steps: Step[] = [];
  /** Steps that are known to be so at this head. */
  #checked = { head: 0, steps: 0 };

  constructor(ledger: LedgerReader, book: string, side: Side, shelf: Shelf) {
    this.#book = book;
    this.#side = side;
    this.#shelf = shelf;
    this.#witness = new Witness(ledger);
  }

  /** The level at a place, the best at 0; undefined if there are not so many, or no more may be read. */
  at(place: number): Level | undefined {
    const { head } = this.#shelf;
    if (this.#checked.head !== head) this.#checked = { head, steps: 0 };
    while (this.#checked.steps <= place) {
      const { steps } = this.#checked;
      const before = this.#steps[steps - 1];
      if (before !== undefined && before.level === undefined) return undefined;
      const known = this.#steps[steps];
      if (known === undefined || !this.#witness.holds(before?.reads ?? 0, known.reads)) {
        this.forget(steps);
        if (this.#shelf.allowance === 0) return undefined;
        this.#read(before?.price);
      }
      this.#checked.steps++;
    }
    return this.#steps[place]!.level;
  }

  /** Forgets all levels but so many. */
  forget(but: number): void {
    const gone = this.#steps.splice(but);
    if (gone.length === 0) return;
    this.#shelf.kept -= gone.length;
    this.#witness.forget(this.#steps.at(-1)?.reads ?? 0);
    this.#checked.steps = Math.min(this.#checked.steps, but);
  }

  #read(after: number | undefined): void {
    const price = nextPrice(this.#witness, this.#book, this.#side, after);
    const found = price === undefined ? undefined : levels.read(this.#witness, this.#book, price);
    const level = found && { price: BigInt(price!), left: found.left };
    this.#steps.push({ price, level, reads: this.#witness.length });
    this.#shelf.allowance--;
    this.#shelf.kept++;
  }
}
