import { join, resolve } from "node:path";

/** Where everything of a devnet lies. */
export class Layout {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = resolve(directory);
  }

  get genesis(): string {
    return join(this.directory, "genesis.json");
  }

  get keys(): string {
    return join(this.directory, "keys");
  }

  get lock(): string {
    return join(this.directory, "lock");
  }

  /** The market maker's configuration, and the prices around which it quotes. */
  get maker(): string {
    return join(this.directory, "maker.toml");
  }

  get prices(): string {
    return join(this.directory, "prices.json");
  }

  /** Where the demo of a confirmation letter leaves what it wrote. */
  get letters(): string {
    return join(this.directory, "letters");
  }

  key(name: string): string {
    return join(this.keys, `${name}.json`);
  }

  node(index: number): NodeLayout {
    const directory = join(this.directory, `node-${index}`);
    return {
      name: `node-${index}`,
      directory,
      config: join(directory, "config.toml"),
      data: join(directory, "data"),
      log: join(directory, "log"),
      pid: join(directory, "pid"),
      validatorKey: join(directory, "keys", "validator.json"),
      networkKey: join(directory, "keys", "network.json"),
    };
  }
}

export interface NodeLayout {
  readonly name: string;
  readonly directory: string;
  readonly config: string;
  readonly data: string;
  readonly log: string;
  readonly pid: string;
  readonly validatorKey: string;
  readonly networkKey: string;
}

/** Ports of a node: RPC on base + 10·i, libp2p one above. */
export function portsOf(basePort: number, index: number): { rpc: number; p2p: number } {
  const rpc = basePort + 10 * index;
  return { rpc, p2p: rpc + 1 };
}
