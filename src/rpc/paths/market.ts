import { fromHex, toHex } from "../../primitives/bytes.ts";
import { type PairRecord, pairs } from "../../transactions/fx/book/records.ts";
import { quotes } from "../../transactions/fx/quotes/records.ts";
import type { RpcContext } from "../context.ts";
import { bookWay, quoteWay, type Way } from "./ways.ts";

/** What a search reads of a node. */
export type PathReads = Pick<RpcContext, "chain" | "ledger" | "entries">;

/** Pairs that a search looks at, and quotes of whoever asks. */
const PAIRS_MAX = 5_000;
const QUOTES_MAX = 100;

interface Seen {
  readonly height: number;
  readonly ways: readonly Way[];
}

/** By node: the books as they were at the last head that was asked about. */
const seen = new WeakMap<PathReads, Seen>();

/** Every way from one asset into another: over books that are not halted, and by quotes to an account. */
export async function waysOf(node: PathReads, account?: Uint8Array): Promise<readonly Way[]> {
  const books = await bookWays(node);
  return account === undefined ? books : [...books, ...(await quoteWays(node, account))];
}

async function bookWays(node: PathReads): Promise<readonly Way[]> {
  const { height } = node.chain.head();
  const last = seen.get(node);
  if (last?.height === height) return last.ways;
  const entries = await node.entries("fx/pair/", { limit: PAIRS_MAX });
  const open = entries.map(({ value }): PairRecord => pairs.decode(value));
  const ways = open
    .filter(({ halted }) => halted === undefined)
    .flatMap((pair) => [bookWay(node.ledger, pair, "buy"), bookWay(node.ledger, pair, "sell")]);
  // A block may have come meanwhile: then this is good for this call only.
  if (node.chain.head().height === height) seen.set(node, { height, ways });
  return ways;
}

async function quoteWays(node: PathReads, account: Uint8Array): Promise<readonly Way[]> {
  const prefix = `fx/quoted/${toHex(account)}/`;
  const { timeMs } = node.chain.head().header;
  const entries = await node.entries(prefix, { limit: QUOTES_MAX });
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
