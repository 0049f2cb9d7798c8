import { fromHex, toHex } from "../../primitives/bytes.ts";
import type { Entry } from "../../state/ledger.ts";
import {
  bookOf,
  type PairRecord,
  pairOf,
  pairs,
  type Side,
} from "../../transactions/fx/book/records.ts";
import { quotes } from "../../transactions/fx/quotes/records.ts";
import { openPair } from "../../transactions/fx/book/open-pair.ts";
import { approve } from "../../transactions/participants/approve.ts";
import { propose } from "../../transactions/participants/propose.ts";
import type { CommittedBlock, RpcContext } from "../context.ts";
import { type Shelf, SideLevels } from "./side-levels.ts";
import { bookWay, quoteWay, type Way } from "./ways.ts";

/** What a search reads of a node. */
export type PathReads = Pick<RpcContext, "chain" | "ledger" | "entries" | "onCommitted">;

export const searchLimits = {
  /** Pairs that a search looks at, and quotes of whoever asks. */
  pairs: 5_000,
  quotes: 100,
  /** Levels that one search reads; what it read is there for the next one, which goes on from it. */
  levels: 10_000,
  /** Levels that are kept for the searches to come. */
  kept: 50_000,
} as const;

/** A pair's book, in both directions. */
interface Book {
  readonly entry: Entry;
  readonly isOpen: boolean;
  readonly sides: readonly SideLevels[];
  readonly ways: readonly Way[];
}

/** A node's books, kept from search to search. */
class Books {
  readonly #node: PathReads;
  readonly #shelf: Shelf = { head: 0, allowance: 0, kept: 0 };
  readonly #byKey = new Map<string, Book>();
  /** Pairs that were opened until this height are known. */
  #listed = -1;
  #height = -1;
  #ways: readonly Way[] = [];

  constructor(node: PathReads) {
    this.#node = node;
    node.onCommitted((block) => {
      if (block.height === this.#listed + 1 && !mayOpenPair(block)) this.#listed++;
    });
  }

  /** Every way over a book that is not halted, with as many levels to read as one search may. */
  async ways(): Promise<readonly Way[]> {
    if (this.#node.chain.head().height !== this.#listed) await this.#list();
    const { height } = this.#node.chain.head();
    if (height !== this.#height) {
      this.#height = height;
      this.#shelf.head++;
      for (const key of this.#byKey.keys()) this.#look(key);
      this.#ways = [...this.#byKey.values()].flatMap(({ isOpen, ways }) => (isOpen ? ways : []));
    }
    if (this.#shelf.kept > searchLimits.kept) this.#forget();
    this.#shelf.allowance = searchLimits.levels;
    return this.#ways;
  }

  /** Asks the disk for all pairs: too slow, and at times far too slow, to do it at every block. */
  async #list(): Promise<void> {
    const { height } = this.#node.chain.head();
    const found = await this.#node.entries("fx/pair/", { limit: searchLimits.pairs });
    for (const { key } of found) this.#look(key);
    this.#listed = Math.max(this.#listed, height);
    this.#height = -1;
  }

  /** A pair is opened once and stays; what may change is whether it is halted. */
  #look(key: string): void {
    const { ledger } = this.#node;
    const entry = ledger.entry(key);
    const known = this.#byKey.get(key);
    if (entry === undefined || known?.entry === entry) return;
    const pair = pairs.meaningOf(entry);
    const { sides, ways } = known ?? this.#open(pair);
    this.#byKey.set(key, { entry, isOpen: pair.halted === undefined, sides, ways });
  }

  #open(pair: PairRecord): Pick<Book, "sides" | "ways"> {
    const id = pairOf(pair.base, pair.quote);
    const side = (of: Side) => new SideLevels(this.#node.ledger, bookOf(id, of), of, this.#shelf);
    const [selling, buying] = [side("sell"), side("buy")];
    // Whoever buys meets the offers to sell.
    const ways = [bookWay(pair, "buy", selling), bookWay(pair, "sell", buying)];
    return { sides: [selling, buying], ways };
  }

  #forget(): void {
    for (const { sides } of this.#byKey.values()) for (const side of sides) side.forget(0);
  }
}

/** Whether a pair may be new after a block: an account with several signers opens one by proposing and approving it. */
function mayOpenPair({ transactions }: CommittedBlock): boolean {
  return transactions.some(({ body }) => body.operations.some(({ tag }) => OPENING.has(tag)));
}

const OPENING: ReadonlySet<number> = new Set([openPair.tag, propose.tag, approve.tag]);

const booksOf = new WeakMap<PathReads, Books>();

/** Every way from one asset into another: over books that are not halted, and by quotes to an account. */
export async function waysOf(node: PathReads, account?: Uint8Array): Promise<readonly Way[]> {
  let books = booksOf.get(node);
  if (books === undefined) booksOf.set(node, (books = new Books(node)));
  const quoted = account === undefined ? [] : await quoteWays(node, account);
  // These come last, so that nothing is awaited between them and the search.
  return [...(await books.ways()), ...quoted];
}

async function quoteWays(node: PathReads, account: Uint8Array): Promise<readonly Way[]> {
  const prefix = `fx/quoted/${toHex(account)}/`;
  const { timeMs } = node.chain.head().header;
  const entries = await node.entries(prefix, { limit: searchLimits.quotes });
  return entries.flatMap(({ key }) => {
    const quote = quotes.read(node.ledger, fromHex(key.slice(prefix.length))!);
    const isGood =
      quote !== undefined &&
      toHex(quote.taker) === toHex(account) &&
      quote.payment === undefined &&
      quote.expiresAt >= timeMs;
    return isGood ? [quoteWay(quote)] : [];
  });
}
