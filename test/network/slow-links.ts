import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Runs inside of one namespace, where the other nodes' addresses are local for the time being: takes this node's dials to them
 * and what the others' relays bring. What this node says waits here for the delay; what it hears has waited at the other end.
 */
const RELAY = `
const net = require("node:net");
const { delayMs, own, others, path } = JSON.parse(process.argv[1]);
function join(near, far) {
  const end = () => { near.destroy(); far.destroy(); };
  const later = (work) => setTimeout(work, delayMs);
  near.on("data", (piece) => later(() => far.destroyed || far.write(piece)));
  near.on("error", () => later(end)).on("close", () => later(end));
  far.pipe(near, { end: false });
  far.on("error", end).on("close", end);
}
const listen = (what, target, isNear) => new Promise((resolve) => net.createServer((socket) => {
  const other = net.connect(target);
  isNear ? join(socket, other) : join(other, socket);
}).listen(what, resolve));
Promise.all(others.map((one) => listen(one.address, one.path, true)))
  .then(() => listen(path, own, false));
process.on("disconnect", () => process.exit(0));
`;

export interface SlowNode {
  readonly address: string;
  readonly port: number;
  /** Runs a command inside of the node's namespace. */
  readonly inside: readonly string[];
}

/**
 * Every word between any two nodes takes `delayMs` longer. Delaying packets needs a queueing discipline that few machines
 * have, so here it is the bytes of each connection that wait: connections that stand are cut when it begins and when it ends.
 */
export class SlowLinks {
  readonly #relays: readonly ChildProcess[];
  readonly #undo: readonly (() => void)[];

  private constructor(relays: readonly ChildProcess[], undo: readonly (() => void)[]) {
    this.#relays = relays;
    this.#undo = undo;
  }

  static async begin(
    nodes: readonly SlowNode[],
    delayMs: number,
    directory: string,
  ): Promise<SlowLinks> {
    const pathOf = (node: SlowNode): string => join(directory, `slow-${node.address}`);
    const undo: (() => void)[] = [];
    const relays = nodes.map((node) => {
      const others = nodes.filter((one) => one !== node);
      for (const { address } of others) {
        local(node, "add", address);
        undo.push(() => local(node, "del", address));
      }
      undo.push(() => rmSync(pathOf(node), { force: true }));
      const setting = {
        ...{ delayMs, path: pathOf(node), own: { host: node.address, port: node.port } },
        others: others.map((one) => ({
          address: { host: one.address, port: one.port },
          path: pathOf(one),
        })),
      };
      const words = [...node.inside, process.execPath, "-e", RELAY, JSON.stringify(setting)];
      return spawn(words[0]!, words.slice(1), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    });
    const slow = new SlowLinks(relays, undo);
    while (!nodes.every((node) => existsSync(pathOf(node)))) {
      if (relays.some(({ exitCode }) => exitCode !== null)) {
        slow.end();
        throw new Error("a relay of the slow links did not start");
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return slow;
  }

  end(): void {
    for (const relay of this.#relays) relay.kill("SIGKILL");
    for (const one of this.#undo) one();
  }
}

function local({ inside }: SlowNode, verb: "add" | "del", address: string): void {
  const words = [...inside, "ip", "addr", verb, `${address}/32`, "dev", "lo"];
  const { status, stderr } = spawnSync(words[0]!, words.slice(1), { encoding: "utf8" });
  if (status !== 0) throw new Error(`${words.join(" ")}: ${stderr.trim()}`);
}
