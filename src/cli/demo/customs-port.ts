import { randomBytes } from "node:crypto";

import { assetId } from "../../primitives/asset-id.ts";
import { decideCommodity } from "../../transactions/customs/commodities/decide.ts";
import { fileCommodity } from "../../transactions/customs/commodities/file.ts";
import { decideEnterprise } from "../../transactions/customs/enterprises/decide.ts";
import { fileEnterprise } from "../../transactions/customs/enterprises/file.ts";
import type { EnterpriseKind } from "../../transactions/customs/enterprises/records.ts";
import { depositGuarantee } from "../../transactions/customs/tax/deposit.ts";
import { setTariff } from "../../transactions/customs/tax/set-tariff.ts";
import { setTreasury } from "../../transactions/customs/tax/set-treasury.ts";
import type { Layout } from "../devnet/layout.ts";
import { listOf, objectOf } from "../ledger.ts";
import { Actor } from "./actor.ts";

/** Who has a part at the port, under which code, and what it does there. */
export const PARTS = {
  platform: ["platform-1", "440196000P", ["platform", "guarantor"]],
  merchant: ["merchant-1", "440196000M", ["merchant"]],
  payFirm: ["payfirm-1", "440196000F", ["payment-firm"]],
  carrier: ["carrier-1", "440196000C", ["carrier"]],
  warehouse: ["warehouse-1", "440196000W", ["warehouse"]],
  declarant: ["declarant-1", "440196000D", ["declarant"]],
} as const satisfies Readonly<Record<string, readonly [string, string, readonly EnterpriseKind[]]>>;
type Part = keyof typeof PARTS;

/** Milk powder from New Zealand: 13 % value-added tax, 5 % duty above the limit of a transaction. */
export const MILK = { itemNo: "MILK-900", gcode: "1901101000", origin: "609", unit: "122" };

const COUNTRY = "CN";
const APPROVED = { decision: "approve", reason: undefined } as const;
/** Rates begin in a coming moment: so long it takes until the transaction is in a block. */
const SOON_MS = 3_000;

/** Everybody at a devnet's port. */
export type Port = Readonly<Record<Part | "customs" | "inspection" | "tax", Actor>>;

export async function portOf(layout: Layout, rpc: string): Promise<Port> {
  const of = (name: string) => Actor.ofCast(layout, name, rpc);
  const parts = Object.entries(PARTS).map(
    async ([part, [name]]) => [part, await of(name)] as const,
  );
  const offices = { customs: "customs-cn", inspection: "inspection-cn", tax: "tax-cn" };
  const others = Object.entries(offices).map(
    async ([part, name]) => [part, await of(name)] as const,
  );
  return Object.fromEntries(await Promise.all([...parts, ...others])) as Port;
}

/** Puts everybody and the article on record, sets rates, treasury and guarantee, as far as they are not there. */
export async function openPort(port: Port, say: (by: Actor, what: string) => void): Promise<void> {
  for (const [part, [, code, kinds]] of Object.entries(PARTS) as [Part, (typeof PARTS)[Part]][]) {
    await recordEnterprise(port, part, code, kinds, say);
  }
  await recordMilk(port, say);
  await taxMilk(port, say);
}

async function recordEnterprise(
  port: Port,
  part: Part,
  code: string,
  kinds: readonly EnterpriseKind[],
  say: (by: Actor, what: string) => void,
): Promise<void> {
  const [by, customs] = [port[part], port.customs];
  if ((await by.session.call("customs_enterprise", { code })) !== null) return;
  const terms = { code, country: COUNTRY, kinds: [...kinds], name: `${by.name} Co., Ltd.` };
  await by.does(fileEnterprise, terms);
  await customs.does(decideEnterprise, { code, version: 1, ...APPROVED });
  say(by, `is on record with customs as ${kinds.join(" and ")}, ${code}`);
}

async function recordMilk(port: Port, say: (by: Actor, what: string) => void): Promise<void> {
  const [{ merchant, customs }, { itemNo, gcode, origin, unit }] = [port, MILK];
  const key = { merchant: PARTS.merchant[1], itemNo };
  const found = objectOf(await merchant.session.call("customs_commodities", key), "found");
  if (listOf(found["commodities"], "commodities").length > 0) return;
  const units = { unit, unit1: "035", unit2: undefined, barcode: undefined };
  const terms = { gcode, name: "Infant milk powder, 900 g", origin, ...units };
  await merchant.does(fileCommodity, { ...key, ...terms });
  await customs.does(decideCommodity, { ...key, version: 1, ...APPROVED });
  say(merchant, "has its milk powder on record");
}

async function taxMilk(port: Port, say: (by: Actor, what: string) => void): Promise<void> {
  const { platform, customs, tax } = port;
  const { session } = customs;
  const asset = assetId("CNY", await session.account("gateway-cn"));
  if ((await session.call("customs_treasury", { country: COUNTRY })) === null) {
    await tax.does(setTreasury, { asset });
    say(tax, "takes customs taxes in CNY@gateway-cn");
  }
  const code = PARTS.platform[1];
  if ((await session.call("customs_guarantee", { code })) === null) {
    await platform.does(depositGuarantee, { code, amount: { asset, minor: 5_000_000n } });
    say(platform, "guarantees the taxes of its orders with 50,000.00 CNY");
  }
  const rates = () => session.call("customs_tariff", { country: COUNTRY, gcode: MILK.gcode });
  if ((await rates()) !== null) return;
  const effectiveFromMs = Date.now() + SOON_MS;
  const of = { heading: "19", duty: 500, valueAdded: 1_300, consumption: 0 };
  await customs.does(setTariff, { country: COUNTRY, ...of, effectiveFromMs });
  while ((await rates()) === null) await new Promise((done) => setTimeout(done, 200));
  say(customs, "sets the rates of chapter 19: 13 % value-added tax");
}

/** A number that nobody had before, so that the demo can be run again. */
export function freshNumber(): string {
  return randomBytes(4).toString("hex").toUpperCase();
}
