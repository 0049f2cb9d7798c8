import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { createPeerHost, type Member, type PeerHost } from "../../src/p2p/host.ts";
import { peerIdOfSeed } from "../../src/p2p/peer-id.ts";

const silent = { debug(): void {}, info(): void {}, warn(): void {} };
const chain = new Uint8Array(32).fill(7);

/** The seed of the n-th node of a test. */
export function seedOf(n: number): Uint8Array {
  return new Uint8Array(32).fill(n + 1);
}

/** The n-th node as a member list names it. */
export async function memberOf(n: number, validator = true): Promise<Member> {
  return { peerId: await peerIdOfSeed(seedOf(n)), name: `member-${n}`, validator };
}

export function membersOf(count: number): Promise<Member[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => memberOf(n)));
}

let nextPort = 20_000 + (process.pid % 500) * 20;

/** A free port below the range from which the system takes source ports, so that no dial can occupy it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort++;
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

export interface HostSetting {
  readonly n: number;
  readonly members: readonly Member[];
  readonly port?: number;
  readonly bootstrap?: readonly string[];
  readonly chainId?: Uint8Array;
}

/** A host on loopback, not started. */
export function hostOf(setting: HostSetting): Promise<PeerHost> {
  return createPeerHost({
    seed: seedOf(setting.n),
    listen: [`/ip4/127.0.0.1/tcp/${setting.port ?? 0}`],
    bootstrap: setting.bootstrap ?? [],
    members: setting.members,
    chainId: setting.chainId ?? chain,
    log: silent,
  });
}

/** Waits until a condition holds; fails with its name after a time that no healthy machine needs. */
export async function until(name: string, holds: () => boolean, limitMs = 15_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`did not happen within ${limitMs} ms: ${name}`);
    await pause(5);
  }
}

/** All hosts are connected with all others. */
export function allConnected(hosts: readonly PeerHost[]): boolean {
  return hosts.every((host) => host.peers().length === hosts.length - 1);
}

/** `count` started hosts; all but the first know only the first one's address. */
export async function startNetwork(count: number): Promise<PeerHost[]> {
  const members = await membersOf(count);
  const first = await hostOf({ n: 0, members });
  await first.start();
  const hosts = [first];
  for (let n = 1; n < count; n++) {
    const host = await hostOf({ n, members, bootstrap: first.addresses() });
    hosts.push(host);
    await host.start();
  }
  await until("all are connected", () => allConnected(hosts));
  return hosts;
}

export async function stopAll(hosts: readonly PeerHost[]): Promise<void> {
  await Promise.all(hosts.map((host) => host.stop()));
}
