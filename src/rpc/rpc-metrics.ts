import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** What the server counts. Method names come from the table only, so that a caller cannot invent time series. */
export interface RpcMetrics {
  called(method: string, outcome: string, seconds: number): void;
  connections(change: 1 | -1): void;
  subscriptions(change: 1 | -1): void;
}

/** Counts into a registry; without one, into nothing that is read. */
export function createRpcMetrics(registry: Registry | undefined): RpcMetrics {
  const registers = registry === undefined ? [] : [registry];
  const calls = new Counter({
    name: "portolan_rpc_calls_total",
    help: "JSON-RPC calls by method and outcome: ok, or the error's code",
    labelNames: ["method", "outcome"],
    registers,
  });
  const durations = new Histogram({
    name: "portolan_rpc_call_seconds",
    help: "Time from a JSON-RPC call's arrival to its answer",
    labelNames: ["method"],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  const connections = new Gauge({
    name: "portolan_rpc_websocket_connections",
    help: "Open WebSocket connections",
    registers,
  });
  const subscriptions = new Gauge({
    name: "portolan_rpc_subscriptions",
    help: "Open subscriptions",
    registers,
  });
  return {
    called(method, outcome, seconds) {
      calls.inc({ method, outcome });
      durations.observe({ method }, seconds);
    },
    connections: (change) => connections.inc(change),
    subscriptions: (change) => subscriptions.inc(change),
  };
}
