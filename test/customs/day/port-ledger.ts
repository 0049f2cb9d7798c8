import type { Admission, Role } from "../../../src/chain/participant.ts";
import { assetId } from "../../../src/primitives/asset-id.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { type Order, testGenesis, TestLedger } from "../../ledger.ts";
import { ARTICLES, ENTERPRISES, GUARANTORS, HOUR_MS, OFFICES, OPENS_MS, TARIFF } from "./world.ts";

export const FUNDS = 10n ** 15n;
/** Everything is on record two hours before the day begins, and its rates hold an hour before. */
const OPENED_MS = OPENS_MS - 2 * HOUR_MS;
export const RATES_MS = OPENS_MS - HOUR_MS;

const keys = new Map<string, TestKey>();
/** The key of somebody at the port. What is measured is the executor: nobody signs, and nobody checks. */
export function keyOf(name: string): TestKey {
  const key = keys.get(name) ?? { ...testKey(name), sign: () => new Uint8Array(64) };
  keys.set(name, key);
  return key;
}
const mint = keyOf("mint-cn");
export const cny = assetId("CNY", mint.account);

/** A ledger of protocol version 8 at which everybody of the port is on record, with money, rates and a treasury. */
export function openPort(): TestLedger {
  const cast: readonly (readonly [name: string, role: Role, country: string])[] = [
    ...ENTERPRISES.map(({ name }) => {
      const role = name.replace(/-\d+$/, "") as Role;
      return [name, role, role === "merchant" ? "HK" : "CN"] as const;
    }),
    ...OFFICES,
  ];
  const participants = cast.map(([name, role, country]): Admission => {
    const authority = {
      signers: [{ publicKey: keyOf(name).publicKey, weight: 1 }],
      thresholds: { low: 1, medium: 1, high: 1 },
    };
    return { name, roles: [role], country, lei: undefined, authority };
  });
  const genesis = { ...testGenesis(), timeMs: OPENED_MS, protocolVersion: 8, participants };
  const ledger = new TestLedger(genesis);
  for (const orders of [money(), records(), decisions(), taxes()]) run(ledger, orders);
  return ledger;
}

type Orders = readonly (readonly [by: TestKey, order: Order])[];

function run(ledger: TestLedger, orders: Orders): void {
  for (let at = 0; at < orders.length; at += 50) {
    for (const [by, order] of orders.slice(at, at + 50)) {
      const { receipts } = ledger.block([ledger.unsigned([order], by)], ledger.timeMs + 100);
      if (receipts[0]!.code !== "OK") throw new Error(`${order.type}: ${receipts[0]!.code}`);
    }
  }
}

function money(): Orders {
  const holders = [...GUARANTORS.map(({ name }) => name), "treasury-cn"];
  const given = holders.map((name) => {
    const amount = { asset: cny, minor: FUNDS };
    const body = { to: keyOf(name).account, amount, reference: undefined };
    return [mint, { type: "asset.issue", body }] as const;
  });
  const define = { type: "asset.define", body: { code: "CNY", decimals: 2 } };
  const treasury = { type: "customs.treasury.set", body: { asset: cny } };
  return [[mint, define], ...given, [keyOf("treasury-cn"), treasury]];
}

function records(): Orders {
  const enterprises = ENTERPRISES.map(({ name, code, kinds }) => {
    const body = { code, country: "CN", kinds, name };
    return [keyOf(name), { type: "customs.enterprise.file", body }] as const;
  });
  const approved = ENTERPRISES.map(({ code }) => {
    const body = { code, version: 1, decision: "approve", reason: undefined };
    return [keyOf("customs-gz"), { type: "customs.enterprise.decide", body }] as const;
  });
  const articles = ARTICLES.map(({ merchant, itemNo, gcode, origin }) => {
    const terms = { gcode, name: itemNo, origin, unit: "007", unit1: "035", unit2: undefined };
    const body = { merchant, itemNo, ...terms, barcode: undefined };
    const by = ENTERPRISES.find(({ code }) => code === merchant)!.name;
    return [keyOf(by), { type: "customs.commodity.file", body }] as const;
  });
  return [...enterprises, ...approved, ...articles];
}

function decisions(): Orders {
  return ARTICLES.map(({ merchant, itemNo }) => {
    const body = { merchant, itemNo, version: 1, decision: "approve", reason: undefined };
    return [keyOf("inspection-gz"), { type: "customs.commodity.decide", body }] as const;
  });
}

function taxes(): Orders {
  return TARIFF.map(([heading, rates, effectiveFromMs = RATES_MS]) => {
    const body = { country: "CN", heading, ...rates, effectiveFromMs };
    return [keyOf("customs-gz"), { type: "customs.tariff.set", body }] as const;
  });
}
