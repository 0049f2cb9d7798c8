/** What a node's own metrics say, of those that benchmarks use. */
export interface NodeMetrics {
  readonly height: number;
  readonly transactions: number;
  /** Since the metrics were read before. */
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
}

/** Node.js samples the event loop every 10 ms and counts those in: a loop that is always on time shows 10. */
const SAMPLED_EVERY_MS = 10;

export async function readMetrics(rpc: string): Promise<NodeMetrics> {
  const response = await fetch(`${rpc}/metrics`);
  return parseMetrics(await response.text());
}

/** Reads Prometheus's text. Throws if a metric is not there: a figure that is always 0 would look good. */
export function parseMetrics(text: string): NodeMetrics {
  const read = (name: string): number => {
    const line = new RegExp(`^${name} (\\S+)$`, "m").exec(text);
    if (line === null) throw new Error(`the node has no metric ${name}`);
    return Number(line[1]);
  };
  const lagMs = (name: string): number => {
    const ms = read(`nodejs_eventloop_lag_${name}_seconds`) * 1_000;
    return Math.max(0, (Number.isFinite(ms) ? ms : 0) - SAMPLED_EVERY_MS);
  };
  return {
    height: read("portolan_height"),
    transactions: read("portolan_transactions_committed_total"),
    lagP99Ms: lagMs("p99"),
    lagMaxMs: lagMs("max"),
  };
}
