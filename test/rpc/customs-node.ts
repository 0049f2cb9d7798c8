import { expect } from "vitest";

import type { Role } from "../../src/chain/participant.ts";
import { assetId } from "../../src/primitives/asset-id.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import {
  CODES,
  type DocumentName,
  DOCUMENTS,
  ENTERPRISES,
  head,
  LIPSTICK,
  MILK,
  newGuid,
  ORIGINATORS,
  type Parcel,
} from "../customs/port.ts";
import { accountOf, keyOf, operation, signBody, testGenesis, TestNode } from "./test-node.ts";

const CAST: readonly (readonly [string, Role])[] = [
  ["platform-1", "platform"],
  ["merchant-1", "merchant"],
  ["payfirm-1", "payment-firm"],
  ["carrier-1", "carrier"],
  ["warehouse-1", "warehouse"],
  ["declarant-1", "declarant"],
  ["declarant-2", "declarant"],
  ["customs-cn", "customs"],
  ["inspection-cn", "inspection"],
  ["tax-cn", "tax"],
  ["policy-cn", "policy-agency"],
  ["gateway-cn", "gateway"],
];

export const CNY = assetId("CNY", accountOf("gateway-cn"));

const APPROVED = { version: 1, decision: "approve", reason: undefined };

/** A node at a port in China: everybody is on record, taxes are set and guaranteed. */
export class CustomsNode extends TestNode {
  #nonces = 0;
  /** Of the next block; the present once the port is open. */
  #timeMs: number | undefined;

  constructor() {
    const genesis = testGenesis();
    const thresholds = { low: 1, medium: 1, high: 1 };
    const cast = CAST.map(([name, role]) => ({
      ...{ name, roles: [role], country: "CN", lei: undefined },
      authority: { signers: [{ publicKey: keyOf(name).publicKey, weight: 1 }], thresholds },
    }));
    const participants = [...genesis.participants, ...cast];
    // Close enough that what is sent now may still be in a block of that time.
    const timeMs = Date.now() - 120_000;
    super({ ...genesis, timeMs, protocolVersion: 10, participants });
  }

  /** One operation in a block of its own, which must succeed; its result. */
  do(by: string, type: string, body: object): Record<string, unknown> {
    const nonce = new Uint8Array(16);
    new DataView(nonce.buffer).setUint32(0, ++this.#nonces);
    const operations = [operation(type, body)];
    const validUntil = Date.now() + 60_000;
    const of = { chainId: this.chainId, account: accountOf(by), nonce, validUntil, operations };
    this.submit(signBody(of, [by]));
    const [receipt] = this.commit(this.#timeMs).receipts;
    expect(receipt!.code, type).toBe("OK");
    return decodeOwn(operationTypeByName(type)!.result, receipt!.results[0]!);
  }

  /** In the past, so that rates which begin in a coming moment hold now. */
  open(): this {
    this.#timeMs = this.genesis.timeMs + 1;
    this.do("gateway-cn", "asset.define", { code: "CNY", decimals: 2 });
    const amount = { asset: CNY, minor: 10n ** 10n };
    for (const name of ["platform-1", "tax-cn"]) {
      this.do("gateway-cn", "asset.issue", { to: accountOf(name), amount, reference: undefined });
    }
    for (const [{ name }, code, kinds] of ENTERPRISES) {
      this.do(name, "customs.enterprise.file", { code, country: "CN", kinds, name });
      this.do("customs-cn", "customs.enterprise.decide", { code, ...APPROVED });
    }
    for (const one of [MILK, LIPSTICK]) this.recordGoods(one);
    const effectiveFromMs = this.genesis.timeMs + 60_000;
    for (const heading of ["19", "3304"]) {
      const rates = { heading, duty: 500, valueAdded: 1_300, consumption: 0, effectiveFromMs };
      this.do("customs-cn", "customs.tariff.set", { country: "CN", ...rates });
    }
    this.do("tax-cn", "customs.treasury.set", { asset: CNY });
    const deposit = { code: CODES.platform, amount: { asset: CNY, minor: 100_000_000n } };
    this.do("platform-1", "customs.guarantee.deposit", deposit);
    this.#timeMs = undefined;
    return this;
  }

  /** An article of the merchant's, approved. */
  recordGoods({ itemNo, gcode, origin }: typeof MILK): void {
    const key = { merchant: CODES.merchant, itemNo };
    const units = { unit: "007", unit1: "035", unit2: undefined, barcode: undefined };
    const terms = { gcode, origin, name: itemNo, ...units };
    this.do("merchant-1", "customs.commodity.file", { ...key, ...terms });
    this.do("customs-cn", "customs.commodity.decide", { ...key, ...APPROVED });
  }

  send(of: Parcel, name: DocumentName, changes: object = {}, message: object = {}) {
    const body = { ...head(message), ...of.keys[name], content: { ...of[name], ...changes } };
    return this.do(ORIGINATORS[name].name, `customs.${name}.declare`, body);
  }

  /** A parcel that customs has released; the id of its list. */
  release(of: Parcel): Uint8Array {
    let list: unknown;
    for (const name of DOCUMENTS) list = this.send(of, name)["id"];
    const parcels = [of.keys.waybill];
    const arrival = { guid: newGuid(), operatorCode: CODES.warehouse, parcels };
    this.do("warehouse-1", "customs.arrival.declare", arrival);
    const numbers = { preNo: undefined, invtNo: INVT_NO };
    const receipt = { list, code: "800", exception: undefined, ...numbers };
    this.do("customs-cn", "customs.list.receipt", receipt);
    return list as Uint8Array;
  }
}

export const INVT_NO = "514120261129000001";
