import { randomBytes, randomUUID } from "node:crypto";

import { consigneeCommitment } from "../../persons/consignee.ts";
import { documentType, personalDocument } from "../../persons/document.ts";
import { assetId } from "../../primitives/asset-id.ts";
import { declareSummary } from "../../transactions/customs/exports/summarise.ts";
import { enterSummary } from "../../transactions/customs/exports/enter.ts";
import { arriveReturn } from "../../transactions/customs/lists/arrive-return.ts";
import { declareList } from "../../transactions/customs/lists/declare.ts";
import { decideReturn } from "../../transactions/customs/lists/decide-return.ts";
import { returnGoods } from "../../transactions/customs/lists/return.ts";
import { declareArrival } from "../../transactions/customs/orders/arrive.ts";
import { declareOrder } from "../../transactions/customs/orders/declare-order.ts";
import { declarePayment } from "../../transactions/customs/orders/declare-payment.ts";
import { declareWaybill } from "../../transactions/customs/orders/declare-waybill.ts";
import { QUANTITY_ONE } from "../../transactions/customs/codes.ts";
import { transfer } from "../../transactions/payments/transfer.ts";
import type { Layout } from "../devnet/layout.ts";
import { operationOf } from "../operations.ts";
import { NO_DETAILS, uuidBytes } from "../payment-options.ts";
import { askKeys, registeredKey } from "../persons/ask-keys.ts";
import {
  type About,
  arrivalOf,
  listOf,
  orderOf,
  PAID,
  slipOf,
  waybillOf,
} from "./customs-documents.ts";
import { type CustomsStep, Trail } from "./customs-trail.ts";
import { idInReceipt } from "./id-in-receipt.ts";
import { freshNumber, openPort, PARTS, type Port, portOf } from "./customs-port.ts";

export type CustomsDemo = {
  readonly steps: CustomsStep[];
  /** AGENT/COPNO of the import, the bonded sale and the export. */
  readonly lists: string[];
  readonly entryId: string;
};

/** The buyer's number is made up: nobody was born in the year 1880 with this check character. */
const BUYER = personalDocument(documentType("CN-ID"), "110101188001011233");
const CONSIGNEE = { name: "Li Ming", address: "1 Example Road, Guangzhou", telephone: "020 0000" };

/**
 * Three parcels at a devnet's port (docs/domain section 4): direct mail that is paid on the ledger, inspected, released and comes back
 * in part; a bonded sale with a wrong amount that is put right; an export that becomes part of a declaration.
 */
export async function customsDemo(
  layout: Layout,
  rpc: string,
  say: (step: CustomsStep) => void,
): Promise<CustomsDemo> {
  const port = await portOf(layout, rpc);
  const trail = new Trail(port, say);
  await openPort(port, (by, what) => trail.note(by, what));
  const country = "CN";
  const { session } = port.platform;
  const publicKey = await registeredKey(session, country);
  const [buyer] = await askKeys(session, [BUYER], { country, publicKey });
  trail.note(port.platform, "asks the regulator's node for its buyer's key, blinded");
  const consignee = consigneeCommitment(new Uint8Array(randomBytes(32)), CONSIGNEE);
  const about = (direction: About["direction"]): About => ({
    ...{ no: freshNumber(), direction, consignee },
    buyer: direction === "import" ? buyer : undefined,
  });
  const lists: string[] = [];
  for (const flow of [directMail, bondedSale] as const) {
    lists.push(await flow(trail, about("import")));
  }
  const exported = await directExport(trail, about("export"));
  lists.push(exported.list);
  return { steps: trail.steps, lists, entryId: exported.entryId };
}

/** 9610: documents in the order in which they usually come, the list first of the last. */
async function directMail(trail: Trail, about: About): Promise<string> {
  const { platform, payFirm, carrier, warehouse, declarant, customs, inspection } = trail.port;
  const list = trail.begin(about);
  await trail.step(platform, "declares the order; the buyer's annual limit keeps it", () =>
    platform.does(declareOrder, orderOf(about)),
  );
  await trail.step(declarant, "declares the list (9610), which waits", () =>
    declarant.does(declareList, listOf(about, "9610")),
  );
  await trail.step(payFirm, "pays, and declares the payment, in one transaction", () =>
    payAndDeclare(trail.port, about),
  );
  await trail.step(carrier, "declares the waybill: everything is there and fits", () =>
    carrier.does(declareWaybill, waybillOf(about)),
  );
  await trail.step(warehouse, "has the parcel in its customs store", () =>
    warehouse.does(declareArrival, arrivalOf(about)),
  );
  const id = trail.list;
  await trail.receipt(customs, "120", "has the list in storage");
  await trail.receipt(inspection, "500", "opens the parcel");
  await trail.receipt(inspection, "399", "has seen what it wanted");
  await trail.receipt(customs, "800", "releases the parcel; tax is billed");
  const lines = [{ line: 0, quantity: QUANTITY_ONE }];
  await trail.step(declarant, "announces that one of two tins comes back", () =>
    declarant.does(returnGoods, { guid: randomUUID().toUpperCase(), list: id, lines }),
  );
  await trail.step(customs, "lets it come", () =>
    customs.does(decideReturn, { list: id, place: 0, approve: true }),
  );
  await trail.step(customs, "has it back: half of the tax is owed no more", () =>
    customs.does(arriveReturn, { list: id, place: 0 }),
  );
  return list;
}

/** 1210: the amount that was paid is declared wrongly first. */
async function bondedSale(trail: Trail, about: About): Promise<string> {
  const { platform, payFirm, carrier, declarant, customs } = trail.port;
  const list = trail.begin(about);
  await trail.step(platform, "declares another order", () =>
    platform.does(declareOrder, orderOf(about)),
  );
  await trail.step(carrier, "declares its waybill", () =>
    carrier.does(declareWaybill, waybillOf(about)),
  );
  await trail.step(payFirm, "declares the payment, one fen short", () =>
    payFirm.does(declarePayment, slipOf(about, undefined, PAID - 1n)),
  );
  await trail.step(declarant, "declares the list (1210) out of the bonded warehouse", () =>
    declarant.does(declareList, listOf(about, "1210")),
  );
  await trail.step(payFirm, "puts the payment right", () =>
    payFirm.does(declarePayment, { ...slipOf(about, undefined), appType: "change" }),
  );
  await trail.receipt(customs, "800", "releases it");
  return list;
}

/** 9710: no tax, no slip; the released list becomes part of a declaration. */
async function directExport(
  trail: Trail,
  about: About,
): Promise<{ readonly list: string; readonly entryId: string }> {
  const { platform, carrier, declarant, customs } = trail.port;
  const list = trail.begin(about);
  await trail.step(platform, "declares an order from abroad", () =>
    platform.does(declareOrder, orderOf(about)),
  );
  await trail.step(carrier, "declares the waybill out", () =>
    carrier.does(declareWaybill, waybillOf(about)),
  );
  await trail.step(declarant, "declares the list (9710)", () =>
    declarant.does(declareList, listOf(about, "9710")),
  );
  await trail.receipt(customs, "800", "releases it");
  const guid = randomUUID().toUpperCase();
  const [agentCode, copNo] = [PARTS.declarant[1], `S-${about.no}`];
  const application = { guid, agentCode, copNo, billNo: undefined, lists: [trail.list] };
  let summary: Uint8Array = new Uint8Array(32);
  await trail.step(declarant, "applies for one declaration of what went out", async () => {
    summary = await idInReceipt(declarant, await declarant.does(declareSummary, application));
  });
  const entryId = `5141${about.no}${Date.now().toString().slice(-6)}`;
  await trail.step(customs, `enters it as ${entryId}`, () =>
    customs.does(enterSummary, { summary, entryId }),
  );
  return { list, entryId };
}

/** The payment firm pays the platform and files the slip that speaks of it: both happen, or neither. */
async function payAndDeclare({ payFirm, platform }: Port, about: About): Promise<void> {
  const asset = assetId("CNY", await payFirm.session.account("gateway-cn"));
  const uetr = uuidBytes(randomUUID());
  const payment = {
    ...{ to: platform.account, amount: { asset, minor: PAID }, uetr, ...NO_DETAILS },
    endToEndId: `O-${about.no}`,
  };
  await payFirm.doesAll([
    operationOf(transfer, payment),
    operationOf(declarePayment, slipOf(about, uetr)),
  ]);
}
