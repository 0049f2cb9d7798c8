import { createServer } from "node:net";

import { CliError, usageError } from "../errors.ts";
import { portsOf } from "./layout.ts";

/** Throws PORT_IN_USE, naming the port, before anything is started: four nodes that fail one by one explain less. */
export async function checkPorts(basePort: number, nodes: number): Promise<void> {
  const last = portsOf(basePort, nodes - 1).p2p;
  if (last > 65_535) {
    const hint = "Choose a lower --base-port.";
    throw usageError("PORT_RANGE", `The nodes need ports up to ${last}; there are 65535.`, hint);
  }
  for (let i = 0; i < nodes; i++) {
    const { rpc, p2p } = portsOf(basePort, i);
    for (const port of [rpc, p2p]) await checkPort(port, `node-${i}`);
  }
}

async function checkPort(port: number, node: string): Promise<void> {
  const problem = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(undefined)));
  });
  if (problem === undefined) return;
  if (problem.code === "EADDRINUSE") {
    const hint = "Stop the program that listens there, or choose other ports with --base-port.";
    throw new CliError("PORT_IN_USE", `Port ${port} of ${node} is in use.`, hint);
  }
  const hint = "Choose other ports with --base-port.";
  throw new CliError("PORT_REFUSED", `Port ${port} cannot be used (${problem.message}).`, hint);
}
