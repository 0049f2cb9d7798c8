import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { vi } from "vitest";

import { run } from "../../src/cli/program.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import type { RpcServer } from "../../src/rpc/server.ts";
import type { Role } from "../../src/chain/participant.ts";
import { keyOfSeed } from "../../src/node/keys/key-file.ts";
import { saveKey } from "../../src/node/keys/key-store.ts";
import { start } from "../rpc/harness.ts";
import { keyOf, testGenesis, TestNode } from "../rpc/test-node.ts";

export interface Said {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/**
 * A desk where people type: key files in a home of its own, and a node that makes a block of what it is given. Commands go
 * through the program's own parser, with the files, the server and the ledger that they have anywhere.
 */
export class Desk {
  readonly home = mkdtempSync(join(tmpdir(), "portolan-desk-"));
  node!: TestNode;
  #server!: RpcServer;
  #serve!: (port?: number) => Promise<RpcServer>;

  /** Writes key files, which keep for all tests. */
  async keys(...names: readonly string[]): Promise<void> {
    const folder = join(this.home, ".portolan", "keys");
    mkdirSync(folder, { recursive: true });
    for (const name of names) {
      const key = keyOfSeed(name, keyOf(name).secret);
      await saveKey(join(folder, `${name}.json`), key, "");
    }
    process.env["HOME"] = this.home;
  }

  /** A new chain, whose server ends with the test. */
  async open(more: readonly (readonly [string, Role])[] = [], protocolVersion = 3): Promise<void> {
    const genesis = testGenesis();
    const alike = genesis.participants[0]!;
    const admitted = more.map(([name, role]) => ({
      ...{ ...alike, name, roles: [role] },
      authority: {
        ...alike.authority,
        signers: [{ publicKey: keyOf(name).publicKey, weight: 1 }],
      },
    }));
    const participants = [...genesis.participants, ...admitted];
    await this.openAt(new TestNode({ ...genesis, protocolVersion, participants }));
  }

  /** The same at a node that is there. */
  async openAt(node: TestNode): Promise<void> {
    const context = {
      ...node.context,
      submit: async (bodies: readonly Uint8Array[]) => {
        const answers = await node.context.submit(bodies);
        setImmediate(() => node.pool.size > 0 && node.commit());
        return answers;
      },
    };
    this.node = node;
    this.#serve = async (port = 0) =>
      (await start({ node, context, callsPerSecond: 1e6, port })).server;
    this.#server = await this.#serve();
  }

  /** Nobody answers at the node's address while this runs. */
  async outage(during: () => Promise<unknown>): Promise<void> {
    const { port } = this.#server;
    await this.#server.close();
    await during();
    this.#server = await this.#serve(port);
  }

  /** The node's address. */
  get rpc(): string {
    return `${this.#server.url}/rpc`;
  }

  /** One command line, with the keys that sign it. */
  type(line: readonly string[], ...keys: readonly string[]): Promise<Said> {
    return this.typeUnsure(["--yes", ...line], ...keys);
  }

  /** The same by somebody who has not said yes beforehand. */
  async typeUnsure(line: readonly string[], ...keys: readonly string[]): Promise<Said> {
    const [out, error]: [string[], string[]] = [[], []];
    const into = (list: string[]) => (text: unknown) => list.push(String(text)) > 0;
    const stdout = vi.spyOn(process.stdout, "write").mockImplementation(into(out));
    const stderr = vi.spyOn(process.stderr, "write").mockImplementation(into(error));
    try {
      const signing = keys.flatMap((name) => ["--key", name]);
      const argv = ["--rpc", this.rpc, ...signing, ...line];
      const status = await run(argv);
      return { status, out: out.join(""), error: error.join("") };
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  }

  /** A command that must succeed: what it says to people. */
  async say(line: readonly string[], ...keys: readonly string[]): Promise<string> {
    const { status, out, error } = await this.type(line, ...keys);
    if (status !== 0) throw new Error(`${line.join(" ")}: ${error}`);
    return out.replace(/\u001b\[[0-9;]*m/g, ""); // without colours
  }

  /** The same, and what it says to scripts. */
  async json<T>(line: readonly string[], ...keys: readonly string[]): Promise<T> {
    return JSON.parse(await this.say([...line, "--json"], ...keys)) as T;
  }

  /** An operation that has no command of its own, by `op`. */
  op(type: string, body: Json, key: string): Promise<string> {
    const file = join(this.home, "body.json");
    writeFileSync(file, JSON.stringify(body));
    return this.say(["op", type, "--body", file], key);
  }

  /** The code of a command that must fail, and its exit status. */
  async refusal(line: readonly string[], ...keys: readonly string[]): Promise<[string, number]> {
    const { status, error } = await this.type([...line, "--json"], ...keys);
    return [error.replace(/\u001b\[[0-9;]*m/g, "").split(":")[0]!, status];
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
