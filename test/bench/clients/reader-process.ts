import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

import { Histogram, type HistogramData } from "../../../src/cli/load/histogram.ts";

/** A process that reads from one node as fast as it answers, over connections that stay open, one call in a request. */

export interface ReaderOrder {
  readonly url: string;
  /** Callers are told apart by address, and each has a budget: readers come from several, as members' systems would. */
  readonly localAddress: string;
  readonly connections: number;
  readonly seconds: number;
  readonly accounts: readonly string[];
}

export interface ReaderReport {
  readonly answered: number;
  readonly refused: number;
  readonly latency: HistogramData;
  readonly cpuSeconds: number;
}

async function read(order: ReaderOrder): Promise<ReaderReport> {
  const { connections, localAddress, seconds, accounts } = order;
  const agent = new Agent({ keepAlive: true, maxSockets: connections, localAddress });
  const latency = new Histogram();
  let [answered, refused, next] = [0, 0, 0];
  const until = performance.now() + seconds * 1_000;
  const before = process.cpuUsage();
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now();
      const status = await post(order.url, bodyOf(next++, accounts), agent);
      if (status === 200) {
        answered += 1;
        latency.record(performance.now() - from);
      } else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const { user, system } = process.cpuUsage(before);
  agent.destroy();
  return { answered, refused, latency: latency.toData(), cpuSeconds: (user + system) / 1e6 };
}

/** Balances, an account, the head, in turn: what integrators ask most. */
function bodyOf(number: number, accounts: readonly string[]): string {
  const account = accounts[number % accounts.length]!;
  const calls = [
    { method: "account_balances", params: { account } },
    { method: "account_get", params: { account } },
    { method: "chain_head", params: {} },
  ];
  return JSON.stringify({ jsonrpc: "2.0", id: number, ...calls[number % calls.length] });
}

function post(url: string, body: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": body.length };
    const sent = request(`${url}/rpc`, { method: "POST", agent, headers }, (response) => {
      response.on("data", () => undefined);
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

process.on("message", (order: ReaderOrder) => {
  void read(order).then((report) => process.send!(report, () => process.exit(0)));
});
