import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";

/** Between the loopback of a namespace and a file: the test's own calls come through here, the nodes' traffic does not. */
const RELAY = `
const net = require("node:net");
const [path, port] = process.argv.slice(1);
net.createServer((near) => {
  const far = net.connect(Number(port), "127.0.0.1");
  const end = () => { near.destroy(); far.destroy(); };
  near.on("error", end).on("close", end).pipe(far);
  far.on("error", end).on("close", end).pipe(near);
}).listen(path);
process.on("disconnect", () => process.exit(0));
`;

/**
 * A network namespace for each node, joined by bridges in one more. Nothing of it touches the machine's own network; faults are
 * those of links and routes, so that the nodes' sockets see what a real network would do to them.
 */
export class Namespaces {
  readonly #names: readonly string[];
  readonly #hub: string;
  readonly #relays: ChildProcess[] = [];
  readonly #servers: Server[] = [];

  private constructor(count: number) {
    const id = `ptl${process.pid}`;
    this.#hub = `${id}-hub`;
    this.#names = Array.from({ length: count }, (_, i) => `${id}-${i}`);
  }

  /** Undefined where the machine does not let a test make namespaces. */
  static create(count: number): Namespaces | undefined {
    const spaces = new Namespaces(count);
    try {
      spaces.#build();
      return spaces;
    } catch (error) {
      spaces.remove();
      process.stdout.write(`no network namespaces here: ${(error as Error).message}\n`);
      return undefined;
    }
  }

  #build(): void {
    ip("netns", "add", this.#hub);
    for (const bridge of ["left", "right"]) {
      ip("-n", this.#hub, "link", "add", bridge, "type", "bridge");
      ip("-n", this.#hub, "link", "set", bridge, "up");
    }
    this.#names.forEach((name, i) => {
      ip("netns", "add", name);
      ip("-n", name, "link", "set", "lo", "up");
      ip(
        ...["-n", name, "link", "add", "eth0", "type", "veth"],
        ...["peer", "name", `to${i}`, "netns", this.#hub],
      );
      ip("-n", name, "addr", "add", `${this.address(i)}/24`, "dev", "eth0");
      ip("-n", name, "link", "set", "eth0", "up");
      ip("-n", this.#hub, "link", "set", `to${i}`, "master", "left");
      ip("-n", this.#hub, "link", "set", `to${i}`, "up");
    });
  }

  address(i: number): string {
    return `10.77.0.${i + 1}`;
  }

  /** What runs a command inside of a node's namespace. */
  inside(i: number): string[] {
    return ["ip", "netns", "exec", this.#names[i]!];
  }

  /** Lets the test reach a port on the loopback of a namespace under the same port of its own. */
  async relay(i: number, port: number, directory: string): Promise<void> {
    const path = join(directory, `relay-${i}`);
    const [command, ...args] = [...this.inside(i), process.execPath, "-e", RELAY, path, `${port}`];
    this.#relays.push(spawn(command, args, { stdio: ["ignore", "ignore", "inherit", "ipc"] }));
    while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 20));
    const server = createServer((near) => {
      const far = connect(path);
      const end = (): void => {
        near.destroy();
        far.destroy();
      };
      near.on("error", end).on("close", end).pipe(far);
      far.on("error", end).on("close", end).pipe(near);
    });
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  }

  /** These nodes reach each other and nobody else; the others too. */
  split(nodes: readonly number[]): void {
    this.#names.forEach((_, i) => this.#plug(i, nodes.includes(i) ? "right" : "left"));
  }

  heal(): void {
    this.#names.forEach((name, i) => {
      this.#plug(i, "left");
      spawnSync("ip", ["-n", name, "route", "flush", "type", "blackhole"]);
    });
  }

  #plug(i: number, bridge: "left" | "right"): void {
    ip("-n", this.#hub, "link", "set", `to${i}`, "master", bridge);
  }

  /** Nothing that one node sends to another arrives any more; the other way is open. */
  lose(from: number, to: number): void {
    ip("-n", this.#names[from]!, "route", "add", "blackhole", `${this.address(to)}/32`);
  }

  remove(): void {
    for (const server of this.#servers) server.close();
    for (const child of this.#relays) child.kill("SIGKILL");
    for (const name of [...this.#names, this.#hub]) spawnSync("ip", ["netns", "del", name]);
  }
}

function ip(...args: string[]): void {
  const { status, stderr, error } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${error?.message ?? stderr.trim()}`);
}
