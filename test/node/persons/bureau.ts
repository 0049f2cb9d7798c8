import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pino } from "pino";

import { EvaluationThread } from "../../../src/node/persons/evaluation-thread.ts";
import { Evaluator } from "../../../src/node/persons/evaluator.ts";
import { Persons } from "../../../src/node/persons/persons.ts";
import type { Member, PeerHost } from "../../../src/p2p/host.ts";
import { finalise } from "../../../src/persons/finalise.ts";
import { personKeyOf } from "../../../src/persons/person-key.ts";
import { type RegulatorKey, regulatorKeyOf } from "../../../src/persons/regulator-key.ts";
import { toHex } from "../../../src/primitives/bytes.ts";
import type { PersonEvaluation } from "../../../src/rpc/person-evaluation.ts";
import { testKey } from "../../keys.ts";
import { testGenesis, TestLedger } from "../../ledger.ts";
import { freePort, hostOf, membersOf, until } from "../../p2p/network.ts";
import { blinding, NUMBERS } from "../../persons/numbers.ts";
import { actor, admissionOf } from "../../transactions/cast.ts";

export const REGULATOR = 0;
export const [FIRST, SECOND] = [1, 2];
/** May connect, since somebody typed its address, and is on no list. */
export const STRANGER = 4;

export const key = regulatorKeyOf(testKey("person keys").seed);
const PROGRAM = new URL("../../../dist/src/node/persons/thread.js", import.meta.url);
const PER_HOUR = 60;
const BURST = 200;
const SETTLED_MS = 200;

interface Node {
  readonly port: number;
  host: PeerHost | undefined;
  persons: Persons | undefined;
}

/** Members' nodes on loopback and the regulator's among them, with the ledger that all of them have. */
export class Bureau {
  readonly ledger: TestLedger;
  readonly folder = mkdtempSync(join(tmpdir(), "portolan-bureau-"));
  readonly nodes: Node[] = [];
  readonly counts = { evaluated: 0, refused: 0 };
  /** What all clocks show beyond the system's. */
  aheadMs = 0;
  readonly #members: readonly Member[];

  private constructor(members: readonly Member[]) {
    this.#members = members;
    const genesis = testGenesis();
    const regulator = { ...admissionOf("regulator-cn", "regulator"), country: "CN" };
    this.ledger = new TestLedger({
      ...{ ...genesis, protocolVersion: 8 },
      validators: genesis.validators.map((one, i) => ({ ...one, peerId: members[i]!.peerId })),
      participants: [...genesis.participants, regulator],
    });
  }

  static async create(): Promise<Bureau> {
    const bureau = new Bureau(await membersOf(5));
    for (let n = 0; n < 5; n++) {
      bureau.nodes.push({ port: await freePort(), host: undefined, persons: undefined });
    }
    bureau.register(REGULATOR);
    return bureau;
  }

  /** Puts the regulator's key on the ledger, at a node. */
  register(n: number): void {
    const body = { publicKey: key.publicKey, peerId: this.peerId(n) };
    const orders = [{ type: "customs.person-key.set", body }];
    this.ledger.run(orders, actor("regulator-cn"));
  }

  /** Starts a node; with a key, as the regulator's. */
  async start(n: number, secret: RegulatorKey | null = n === REGULATOR ? key : null) {
    const host = await this.connect(n);
    const evaluator = secret === null ? undefined : this.evaluator(secret);
    const { nodes, ledger } = this;
    nodes[n]!.persons = new Persons({ host, ledger: ledger.state, evaluator });
    await host.start();
  }

  /** A host that was not started and answers nothing yet. */
  async connect(n: number): Promise<PeerHost> {
    const node = this.nodes[n]!;
    const bootstrap = this.nodes
      .map((one, i) => `/ip4/127.0.0.1/tcp/${one.port}/p2p/${this.peerId(i)}`)
      .filter((_, i) => i !== n);
    node.host = await hostOf({ n, members: this.#members, port: node.port, bootstrap });
    return node.host;
  }

  evaluator(secret: RegulatorKey): Evaluator {
    return new Evaluator({
      ...{ key: secret, limit: { burst: BURST, perHour: PER_HOUR }, usedPath: this.usedPath },
      ...{ ledger: this.ledger.state, thread: new EvaluationThread(PROGRAM) },
      log: pino({ level: "silent" }),
      nowMs: () => Date.now() + this.aheadMs,
      onEvaluated: (count) => (this.counts.evaluated += count),
      onRefused: (count) => (this.counts.refused += count),
    });
  }

  get usedPath(): string {
    return join(this.folder, "data", "used.json");
  }

  async stop(n: number): Promise<void> {
    const node = this.nodes[n]!;
    await node.persons?.stop();
    await node.host?.stop();
    node.persons = node.host = undefined;
  }

  async remove(): Promise<void> {
    await Promise.all(this.nodes.map((_, n) => this.stop(n)));
    rmSync(this.folder, { recursive: true });
  }

  peerId(n: number): string {
    return this.#members[n]!.peerId;
  }

  /** Waits until nodes see each other, and not by connections of which one is about to take the other's place. */
  async connected(...ns: readonly number[]): Promise<void> {
    const since = (n: number, other: number) =>
      this.nodes[n]!.host!.peers().find(({ peerId }) => peerId === this.peerId(other))
        ?.connectedAtMs;
    const all = () =>
      ns.flatMap((n) => ns.filter((other) => other !== n).map((other) => since(n, other)));
    await until("the nodes to meet", () => {
      const now = Date.now();
      return all().every((atMs) => atMs !== undefined && atMs < now - SETTLED_MS);
    });
  }

  /** A node asks for so many; what came of it. */
  async ask(n: number, count: number): Promise<PersonEvaluation> {
    return this.evaluate(n, Array<Uint8Array>(count).fill(aBlinding.blinded));
  }

  async evaluate(n: number, blinded: readonly Uint8Array[]): Promise<PersonEvaluation> {
    return this.nodes[n]!.persons!.evaluate("CN", blinded);
  }

  /** The person keys of numbers as a member gets them. Throws PROOF_INVALID. */
  async personKeys(n: number, ...numbers: readonly string[]): Promise<string[]> {
    const blindings = numbers.map((one) => blinding(one));
    const said = await this.evaluate(
      n,
      blindings.map(({ blinded }) => blinded),
    );
    if (said.code !== "OK") throw new Error(said.code);
    return finalise(blindings, said, key.publicKey).map((one) => toHex(personKeyOf(one)));
  }
}

const aBlinding = blinding(NUMBERS[0]);
