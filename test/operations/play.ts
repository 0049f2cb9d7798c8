import { PROTOCOL_VERSION } from "../../src/chain/protocol-version.ts";
import { readOperations } from "../../src/execution/read-transaction.ts";
import { type AccountId, COUNCIL } from "../../src/primitives/account-id.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { encode, parseJson } from "../../src/primitives/fields/codec.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { receiptToJson } from "../../src/rpc/receipt-json.ts";
import { participants } from "../../src/transactions/participants/records.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import { signBody, testKey } from "../keys.ts";
import { testGenesis, TestLedger } from "../ledger.ts";
import { assetScenes } from "./examples/assets.ts";
import { councilScenes } from "./examples/council.ts";
import { customsScenes } from "./examples/customs.ts";
import { customsPersonScenes } from "./examples/customs-persons.ts";
import type { Before, Scene } from "./examples/example.ts";
import { fxScenes } from "./examples/fx.ts";
import { letterScenes } from "./examples/letters.ts";
import { accountScenes, participantScenes } from "./examples/participants.ts";
import { paymentScenes } from "./examples/payments.ts";
import { ruleScenes } from "./examples/rules.ts";
import { tradeMallScenes } from "./examples/trade-mall.ts";
import { tradeBatchScenes } from "./examples/trade-batches.ts";
import { tradeRefundScenes } from "./examples/trade-refunds.ts";
import { tradeStockScenes } from "./examples/trade-stock.ts";

/** An operation that was carried out as it is written, and everything that bytes and JSON say of it. */
export interface Played {
  readonly type: string;
  readonly by: readonly string[];
  readonly body: Json;
  /** Canonical bytes of body and result; hexadecimal. */
  readonly bytes: string;
  readonly code: string;
  readonly result: Json;
  readonly resultBytes: string;
}

const SCENES: readonly Scene[] = [
  ...councilScenes,
  ...participantScenes,
  ...accountScenes,
  ...assetScenes,
  ...ruleScenes,
  ...paymentScenes,
  ...fxScenes,
  ...letterScenes,
  ...customsPersonScenes,
  ...customsScenes,
  ...tradeBatchScenes,
  ...tradeRefundScenes,
  ...tradeStockScenes,
  ...tradeMallScenes,
];
const CAST = [
  ["wallet-hk", "wallet"],
  ["wallet-ph", "wallet"],
  ["bank-sc", "settlement-bank"],
  ["firm-1", "accounting-firm"],
  ["regulator-hk", "regulator"],
] as const;
/** The council's first act is to activate the version that knows the rest. */
const FIRST_VERSION = PROTOCOL_VERSION - 1;
const STEP_MS = 1_000;

/** Everything in its order, on one ledger; the same in every run. */
export function play(): Played[] {
  const ledger = newLedger();
  const played: Played[] = [];
  for (const scene of SCENES) {
    played.push(...runScene(ledger, scene, played));
    ledger.block([]); // an epoch that the council ended begins
  }
  return played;
}

function newLedger(): TestLedger {
  const genesis = testGenesis();
  const alike = genesis.participants[0]!;
  const more = CAST.map(([name, role]) => ({
    ...{ ...alike, name, roles: [role] },
    authority: { ...alike.authority, signers: [{ publicKey: testKey(name).publicKey, weight: 1 }] },
  }));
  const participants = [...genesis.participants, ...more];
  return new TestLedger({ ...genesis, protocolVersion: FIRST_VERSION, participants });
}

function runScene(ledger: TestLedger, scene: Scene, played: readonly Played[]): Played[] {
  const { by, account = by[0]!, orders, waitMs } = scene;
  if (waitMs !== undefined) ledger.block([], ledger.timeMs + waitMs);
  const names = { resolveName: (name: string) => accountOf(ledger, name) };
  const before = beforeOf(ledger, played);
  const bodies = orders.map(({ body }) => (typeof body === "function" ? body(before) : body));
  const operations = orders.map(({ type }, i) => {
    const { tag, body } = operationTypeByName(type)!;
    const parsed = parseJson(body, bodies[i], names);
    if (!parsed.ok) throw new Error(`${type}: ${parsed.problem.path} ${parsed.problem.message}`);
    return { tag, source: undefined, body: encode(body, parsed.value) };
  });
  const nonce = new Uint8Array(16);
  new DataView(nonce.buffer).setUint32(0, played.length + 1);
  const validUntil = ledger.timeMs + 2 * STEP_MS;
  const { chainId } = ledger;
  const source = accountOf(ledger, account) ?? testKey(account).account;
  const body = { chainId, account: source, nonce, validUntil, operations };
  const read = readOperations(signBody(body, ...by.map(testKey)), chainId);
  if (!read.ok) throw new Error(`${orders[0]!.type}: ${read.refusal.code}`);
  const [receipt] = ledger.block([read.value], ledger.timeMs + STEP_MS).receipts;
  const { results } = receiptToJson(receipt!, operations) as { results: { result: Json }[] };
  return orders.map(({ type }, i) => ({
    ...{ type, by, code: receipt!.code, body: bodies[i]! },
    bytes: toHex(operations[i]!.body),
    result: results[i]?.result ?? null,
    resultBytes: toHex(receipt!.results[i] ?? new Uint8Array()),
  }));
}

function accountOf({ state }: TestLedger, name: string): AccountId | undefined {
  return name === "council" ? COUNCIL : participants.read(state, name)?.account;
}

function beforeOf(ledger: TestLedger, played: readonly Played[]): Before {
  const { timeMs, chainId } = ledger;
  const lastOf = (type: string) => played.findLast((one) => one.type === type)!;
  return {
    ...{ timeMs, chainId },
    key: (name) => toHex(testKey(name).publicKey),
    signed: (name, message) => toHex(testKey(name).sign(message)),
    result: (type, member) => memberOf(lastOf(type).result, member),
    body: (type, member) => memberOf(lastOf(type).body, member),
    stored(type, json) {
      const { tag, body } = operationTypeByName(type)!;
      const parsed = parseJson(body, json);
      if (!parsed.ok) throw new Error(`${type}: ${parsed.problem.message}`);
      return { tag, body: toHex(encode(body, parsed.value)) };
    },
  };
}

function memberOf(object: Json, member: string): Json {
  return (object as { [name: string]: Json })[member]!;
}
