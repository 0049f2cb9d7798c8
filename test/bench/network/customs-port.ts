import type { Payer } from "../../../src/cli/load/payer.ts";
import { assetId } from "../../../src/primitives/asset-id.ts";
import type { Order, OfflineChain } from "./offline-chain.ts";
import { CODES, MILK, PRICE } from "./parcels.ts";

/** Who of a devnet's cast has a part at the port: enterprises with their codes, and offices. */
const ENTERPRISES = {
  platform: ["platform-1", ["platform", "guarantor"]],
  merchant: ["merchant-1", ["merchant"]],
  payFirm: ["payfirm-1", ["payment-firm"]],
  carrier: ["carrier-1", ["carrier"]],
  declarant: ["declarant-1", ["declarant"]],
} as const;
const OFFICES = { customs: "customs-cn", tax: "tax-cn", gateway: "gateway-cn" } as const;

export type Part = keyof typeof ENTERPRISES | keyof typeof OFFICES;
const PARTS = Object.keys(ENTERPRISES) as (keyof typeof ENTERPRISES)[];
/** Everybody at the port. */
export type PortCast = Readonly<Record<Part, Payer>>;

/** Their keys, by the names that the cast has. */
export async function portCast(keyOf: (name: string) => Promise<Payer>): Promise<PortCast> {
  const names = [
    ...PARTS.map((part) => [part, ENTERPRISES[part][0]] as const),
    ...(Object.entries(OFFICES) as [keyof typeof OFFICES, string][]),
  ];
  const found = names.map(async ([part, name]) => [part, await keyOf(name)] as const);
  return Object.fromEntries(await Promise.all(found)) as PortCast;
}

const COUNTRY = "CN";
const APPROVED = { version: 1, decision: "approve", reason: undefined } as const;
/** Blocks of this time, so that rates which begin soon are in force when the port is open. */
const STEP_MS = 2_000;

/** Puts everybody and the article on record, sets rates and treasury, and guarantees the tax of so many parcels. */
export async function openPort(
  chain: OfflineChain,
  cast: PortCast,
  parcels: number,
): Promise<void> {
  const asset = assetId("CNY", cast.gateway.account);
  const { itemNo, gcode, origin } = MILK;
  const key = { merchant: CODES.merchant, itemNo };
  const units = { unit: "122", unit1: "035", unit2: undefined, barcode: undefined };
  const terms = { gcode, name: "Milk powder, 900 g", origin, ...units };
  const amount = { asset, minor: PRICE.taxTotal * BigInt(parcels) };
  const given = { to: cast.platform.account, amount, reference: undefined };
  const rates = { duty: 500, valueAdded: 1_300, consumption: 0 };
  const effectiveFromMs = chain.timeMs + 3 * STEP_MS;
  const run = (by: Payer, ...orders: readonly Order[]) =>
    chain.append([chain.transaction(by.account, orders, [by])], STEP_MS);

  const tariff = { country: COUNTRY, heading: "19", ...rates, effectiveFromMs };
  await run(cast.customs, { type: "customs.tariff.set", body: tariff });
  const define = { type: "asset.define", body: { code: "CNY", decimals: 2 } };
  await run(cast.gateway, define, { type: "asset.issue", body: given });
  for (const part of PARTS) {
    const [name, kinds] = ENTERPRISES[part];
    const body = { code: CODES[part], country: COUNTRY, kinds, name };
    await run(cast[part], { type: "customs.enterprise.file", body });
  }
  await run(
    cast.customs,
    ...PARTS.map((part) => {
      return { type: "customs.enterprise.decide", body: { code: CODES[part], ...APPROVED } };
    }),
  );
  await run(cast.merchant, { type: "customs.commodity.file", body: { ...key, ...terms } });
  await run(cast.customs, { type: "customs.commodity.decide", body: { ...key, ...APPROVED } });
  await run(cast.tax, { type: "customs.treasury.set", body: { asset } });
  const deposit = { code: CODES.platform, amount };
  await run(cast.platform, { type: "customs.guarantee.deposit", body: deposit });
}
