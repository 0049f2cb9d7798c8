/** What was set as a mark: figures are judged by it, and the documentation repeats it. */
export interface Mark {
  /** Stable: figures of different runs are told apart by it. */
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly better: "more" | "less";
  readonly mark?: number;
  readonly stretch?: number;
}

/** Every figure that a benchmark may give, in the order of the table. Those without a mark explain the others. */
export const marks: readonly Mark[] = [
  more("throughput", "single transfers committed", "/s", 3_000, 3_500),
  less("cpu", "CPU of a transfer and node, JSON-RPC apart ÷ verification", "×", 2.5, 2),
  cost("cpu-us", "the same in microseconds", "µs"),
  cost("cpu-all-us", "with its share of JSON-RPC (a quarter of the load each)", "µs"),
  plain("cpu-main", "of it on the event loop", "%"),
  cost("cpu-rpc-us", "CPU of taking a transfer in by JSON-RPC, at the node that does", "µs"),
  cost("cpu-client-us", "CPU of the clients for a transfer, signing apart", "µs"),
  plain("blocks", "blocks at the peak", "/s"),
  plain("per-block", "transactions in a block at the peak", ""),
  more("payments", "payments in transactions of 100", "/s", 12_000, 25_000),
  plain("orders-nodes", "orders committed, each resting in a book", "/s"),
  less("orders-lag", "event-loop delay p99 meanwhile", "ms", 10),
  plain("conversions-nodes", "payments committed that a book converts", "/s"),
  less("conversions-lag", "event-loop delay p99 meanwhile", "ms", 10),
  less("p50-10", "finality p50 at 10% of the peak", "ms", 20),
  less("p99-10", "finality p99 at 10% of the peak", "ms", 60),
  cost("p50-80", "finality p50 at 80% of the peak", "ms"),
  less("p99-80", "finality p99 at 80% of the peak", "ms", 400),
  more("overload", "committed under three times the peak ÷ peak", "%", 90),
  plain("overload-busy", "refusals that say busy", "%"),
  cost("overload-memory", "memory of the largest node under overload", "MB"),
  less("lag-peak", "event-loop delay p99 at the peak, worst node", "ms", 10),
  less("lag-payments", "event-loop delay p99, transactions of 100", "ms", 10),
  less("lag-80", "event-loop delay p99 at 80%", "ms", 10),
  less("lag-overload", "event-loop delay p99 under overload", "ms", 10),
  less("lag-rpc", "event-loop delay p99 while it is read from", "ms", 10),
  more("executor", "executor alone, random accounts", "/s", 50_000, 100_000),
  cost("executor-us", "CPU of it, a transfer", "µs"),
  plain("executor-hot", "executor alone, one pair of accounts", "/s"),
  less("state", "state update of a key, largest state", "µs", 15),
  cost("state-cpu", "CPU of it, LevelDB's threads included", "µs"),
  less("state-growth", "its growth from the smallest state", "×", 1.5),
  cost("limited", "transfer of a payer with limits, committed", "µs"),
  plain("limited-growth", "its growth from 10,000 payments that wait", "×"),
  cost("unlimited", "transfer of a payer without limits, committed", "µs"),
  plain("unlimited-growth", "its growth", "×"),
  cost("due", "giving a payment back whose time has passed", "µs"),
  plain("due-growth", "its growth", "×"),
  cost("due-nothing", "a block without transactions in which nothing is due", "ms"),
  cost("statement", "fifty entries of a long statement, anywhere in it", "ms"),
  plain("statement-growth", "its growth", "×"),
  plain("orders", "orders placed in a large book, executor and disk", "/s"),
  plain("takes", "orders that one offer fills at once, executor and disk", "/s"),
  plain("place-growth", "growth of placing from 10 offers", "×"),
  cost("cancel", "cancelling an offer", "µs"),
  cost("fill", "a fill, in orders that 16 offers fill", "µs"),
  plain("fill-growth", "its growth from 10 offers", "×"),
  plain("conversions", "payments that a large book converts, executor and disk", "/s"),
  less("path", "the best path p99 over 50 assets and 10,000 offers, each after a block", "ms", 10),
  less("path-still", "the same while no block comes", "ms", 10),
  plain("declarations", "lists matched with all their documents, executor alone", "/s"),
  plain("declarations-disk", "the same with signing and commits on disk", "/s"),
  cost("order-p50", "an order by its number, JSON-RPC p50", "ms"),
  cost("order-p99", "the same p99", "ms"),
  cost("waybill-p50", "a waybill by its number, JSON-RPC p50", "ms"),
  cost("waybill-p99", "the same p99", "ms"),
  cost("list-p50", "an inventory list by its id, JSON-RPC p50", "ms"),
  cost("list-p99", "the same p99", "ms"),
  plain("tracked", "events told of parcels, executor, signing and disk", "/s"),
  cost("track-p50", "the whole way of a parcel, JSON-RPC p50", "ms"),
  cost("track-p99", "the same p99", "ms"),
  cost("recall", "a block that recalls a batch, executor p50", "ms"),
  cost("recall-all", "finding every parcel that a recall reaches, JSON-RPC", "s"),
  plain("recall-found", "parcels found so", "/s"),
  cost("recall-p99", "a page of a hundred of them p99", "ms"),
  plain("ceb-1", "CEB files of one order read and turned into operations", "/s"),
  plain("ceb-100", "CEB files of a hundred orders", "/s"),
  less("memory", "memory of a node at rest, many accounts", "MB", 400),
  cost("memory-load", "memory of a node under load, many accounts", "MB"),
  less("restart", "restart until it serves, many accounts", "s", 3),
  more("reads", "JSON-RPC reads on one node at half the peak", "/s", 5_000),
  cost("reads-p99", "the slowest of a hundred of them", "ms"),
  more("growth", "last tenth of a long run ÷ first tenth", "%", 95),
];

function more(id: string, name: string, unit: string, mark: number, stretch?: number): Mark {
  return { id, name, unit, better: "more", mark, ...(stretch === undefined ? {} : { stretch }) };
}

function less(id: string, name: string, unit: string, mark: number, stretch?: number): Mark {
  return { id, name, unit, better: "less", mark, ...(stretch === undefined ? {} : { stretch }) };
}

function plain(id: string, name: string, unit: string): Mark {
  return { id, name, unit, better: "more" };
}

/** As `plain`, of something that is better the less of it there is. */
function cost(id: string, name: string, unit: string): Mark {
  return { id, name, unit, better: "less" };
}

/** Whether a value reaches its mark; undefined if it has none. */
export function verdict(mark: Mark, value: number): "stretch" | "reached" | "missed" | undefined {
  const reaches = (wanted: number | undefined): boolean =>
    wanted !== undefined && (mark.better === "more" ? value >= wanted : value <= wanted);
  if (mark.mark === undefined) return undefined;
  if (reaches(mark.stretch)) return "stretch";
  return reaches(mark.mark) ? "reached" : "missed";
}
