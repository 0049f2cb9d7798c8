import "../../../src/primitives/polyfill.ts";

import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { offer } from "../../../src/cli/load/offering.ts";
import type { Route } from "../../../src/cli/load/payments.ts";
import { Stock } from "../../../src/cli/load/stock.ts";
import { installNative } from "../../../src/node/native.ts";
import { fromHex } from "../../../src/primitives/bytes.ts";
import { type Client, createClient } from "../../../src/rpc/client.ts";
import { randomRoute } from "../network/accounts.ts";
import { loads } from "./loads.ts";
import type { Order, Report } from "./messages.ts";

/** A process that signs a load into a file and then hands it in: its CPU is not that of the nodes, nor of the measurement. */

const REPORT_EVERY = 2_000;

let stock: Stock | undefined;
let route: { readonly key: string; readonly route: Route } | undefined;

function tell(report: Report): void {
  process.send!(report);
}

async function sign(order: Order & { kind: "sign" }): Promise<void> {
  const from = performance.now();
  stock?.remove();
  stock = new Stock(join(tmpdir(), `portolan-bench-load-${process.pid}`));
  const { accounts, operations, clients, client } = order;
  // The same route goes on: keys that are derived already are not derived again.
  const key = [accounts, operations, clients, client].join();
  if (route?.key !== key) route = { key, route: randomRoute(order) };
  const terms = {
    chainId: fromHex(order.chainId)!,
    asset: fromHex(order.asset)!,
    quote: fromHex(order.quote)!,
    validUntil: order.validUntil,
  };
  for (let done = 0; done < order.count; done++) {
    stock.add(loads[order.load](route.route.next(), terms));
    if (done % REPORT_EVERY === 0) tell({ kind: "signing", done });
  }
  stock.flush();
  tell({ kind: "signed", seconds: (performance.now() - from) / 1_000 });
}

async function run(order: Order & { kind: "offer" }): Promise<void> {
  const nodes = order.urls.map((url) => createClient(url)) as [Client, ...Client[]];
  const before = process.cpuUsage();
  const tally = await offer({
    ...order,
    nodes,
    stock: stock!,
    onProgress: ({ committed, refused }) => tell({ kind: "offering", committed, refused }),
  });
  const { user, system } = process.cpuUsage(before);
  tell({ kind: "offered", tally, cpuSeconds: (user + system) / 1e6 });
}

installNative();
process.on("message", (order: Order) => {
  const done = order.kind === "sign" ? sign(order) : run(order);
  done.catch((error: unknown) => {
    tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  });
});
process.on("disconnect", () => {
  stock?.remove();
  process.exit(0);
});
