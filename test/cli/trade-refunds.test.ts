import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { field } from "../../src/primitives/fields/index.ts";
import { CODES, MILK } from "../customs/port.ts";
import { ENTRY, ExportNode, SELLER } from "../rpc/export-node.ts";
import { Desk } from "./desk.ts";

// Goal: an exporter gets its tax back, and gives back what it owes, by commands; each amount is seen before it is signed for.
// Method: commands as typed, over a real server and ledger.

const desk = new Desk();
let node: ExportNode;
const { merchant: CODE } = CODES;
const LIST = `${CODES.declarant}/L-1`;
const INVOICE = `${SELLER}/4400231130/00560001`;
const NOWHERE = "00".repeat(32);

beforeAll(() => desk.keys("merchant-1", "tax-cn"));
afterAll(() => desk.close());
beforeEach(async () => {
  node = new ExportNode().open();
  await desk.openAt(node);
});

const exporter = (...line: string[]) => desk.say(["trade", ...line], "merchant-1");
const tax = (...line: string[]) => desk.say(["trade", ...line], "tax-cn");
/** A command that is not carried out before somebody has seen these words and said yes. */
async function isShown(line: readonly string[], by: string, ...words: string[]): Promise<void> {
  const { status, error } = await desk.typeUnsure(["trade", ...line], by);
  expect(status).toBe(2);
  for (const one of [...words, "CONFIRMATION_NEEDED"]) expect(error).toContain(one);
}
const uuid = (bytes: Uint8Array) => field.uuid().toJson(bytes) as string;
const paper = (): string => {
  const path = join(desk.home, "invoice.pdf");
  writeFileSync(path, "an invoice");
  return path;
};
const sums = (net: string) => ["--net", net, "--vat", "910.00", "--issued", "2026-11-20"];

/** A trader's claim on all of the list, as a file that names list and invoice as people do. */
function claimFile(changes: object = {}): string {
  const path = join(desk.home, "claim.json");
  const lines = [
    { list: LIST, line: 0, quantity: "1000000", invoice: INVOICE, amount: "700000", ...changes },
  ];
  writeFileSync(path, JSON.stringify({ code: CODE, entryId: ENTRY, kind: "trader", lines }));
  return path;
}

/** The claim that was filed by that file; its id. */
async function claimed(): Promise<string> {
  await exporter("claim-refund", claimFile());
  const [id] = /[0-9a-f]{64}/.exec(await tax("refunds", "--in-hand", "CN"))!;
  return id;
}

test("an invoice is filed and confirmed, a receipt is tied, and the claim is approved and paid", async () => {
  node.exported();
  const filed = ["file-invoice", CODE, SELLER, "00560001", "--code", "4400231130"];
  const document = ["--document", paper()];
  await exporter(...filed, ...sums("7000.00"), ...document);
  expect(await tax("invoices", "--in-hand", "CN")).toMatch(
    /00560001 .* 7000\.00 +910\.00 +0\.00 +filed/,
  );
  await tax("decide-invoice", INVOICE, "--confirm");
  const uetr = uuid(node.paid(150_000n));
  const part = await exporter("link-receipt", CODE, ENTRY, uetr, "--amount", "1000.00");
  expect(part).toMatch(/sum +1000\.00 USD@/);
  expect(part).toMatch(/left +500\.00$/m);
  const rest = ["link-receipt", CODE, ENTRY, uetr];
  await isShown(rest, "merchant-1", `Tie 500.00 USD@gateway-cn to declaration ${ENTRY}`);
  await exporter(...rest);
  expect(await exporter("receipts", ENTRY)).toMatch(
    /440196000M +[0-9a-f-]{36} +1500\.00 USD@gateway-cn/,
  );

  expect(await exporter("claimed", LIST)).toMatch(/0 +10 +0 +0 +10/);
  const claim = await claimed();
  expect(await exporter("claimed", LIST)).toMatch(/0 +10 +0 +10 +0/);
  expect(await exporter("invoice", INVOICE)).toMatch(/claimed +7000\.00/);
  const approve = ["decide-refund", claim, "--approve"];
  await isShown(approve, "tax-cn", "Approve 910.00 CNY@gateway-cn to merchant-1");
  await tax(...approve);
  const pay = ["pay-refund", claim];
  await isShown(pay, "tax-cn", "Pay 910.00 CNY@gateway-cn to merchant-1", "merchant-1  ptl1");
  const paid = await tax(...pay);
  expect(paid).toMatch(/paid +910\.00 CNY@ptl1/);
  const [, uetrPaid] = /^UETR (\S+)$/m.exec(paid)!;
  expect(await desk.say(["payment", "get", uetrPaid!])).toMatch(/TAXR/);
  expect(await tax("refunds", "--in-hand", "CN")).toBe("none\n");
  expect(await desk.refusal(["trade", "pay-refund", claim], "tax-cn")).toEqual(["NOT_APPROVED", 1]);
});

test("goods that come back and what the authority demands are owed, and repaid", async () => {
  const list = node.exported();
  node.linked();
  node.confirmed();
  const claim = await claimed();
  await tax("decide-refund", claim, "--approve");
  await tax("pay-refund", claim);
  node.comeBack(list, 3n);
  const demand = ["claw-back", claim, "10.00 CNY@gateway-cn", "--reason", "ERROR"];
  await isShown(demand, "tax-cn", "Demand 10.00 CNY@gateway-cn back from merchant-1");
  expect(await tax(...demand)).toMatch(/due +283\.00/);
  expect(await exporter("refunds", "--enterprise", CODE)).toMatch(
    /paid +637\.00 +910\.00 +283\.00/,
  );
  const repay = ["repay", claim];
  await isShown(repay, "merchant-1", "Pay 283.00 CNY@gateway-cn back to the treasury of CN");
  await exporter(...repay);
  const shown = await exporter("refund-claim", claim);
  expect(shown).toMatch(/due +0\.00/);
  expect(shown).toMatch(/asset +CNY@gateway-cn/);
  expect(shown).toMatch(/10 +7 +19 +13 % +7000\.00 +910\.00 +1000\.00/);
  expect(shown).toMatch(/claw-back +10\.00 +ERROR +tax-cn/);
  expect(shown).toMatch(/repay +283\.00 +– +merchant-1/);
});

test("a claim is refused, and one that nobody decided on is taken back", async () => {
  node.exported();
  node.linked();
  node.confirmed();
  await tax("decide-refund", await claimed(), "--refuse", "INCOMPLETE");
  const second = await claimed();
  await exporter("withdraw-refund", second);
  const all = await exporter("refunds", "--entry", ENTRY);
  expect(all).toMatch(/refused/);
  expect(all).toMatch(/withdrawn/);
});

test("rates are set ahead, and shown", async () => {
  const from = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await tax("set-refund-rate", "1901", "--rate", "9.5", "--from", from);
  expect(await tax("refund-rate", MILK.gcode)).toMatch(/19 +1 .* 13 +holds/);
  expect(await tax("refund-rate", MILK.gcode, "--at", "2099-01-01")).toMatch(
    /1901 +1 .* 9\.5 +holds/,
  );
  const none = await desk.refusal(["trade", "refund-rate", "8471300000"]);
  expect(none).toEqual(["NO_RATE", 1]);
});

test("an invoice that is refused says why", async () => {
  node.filed();
  await tax("decide-invoice", INVOICE, "--refuse", "NOT_FOUND");
  expect(await exporter("invoice", INVOICE)).toMatch(/reason +NOT_FOUND/);
  expect(await exporter("invoices", "--buyer", CODE)).toMatch(/refused +NOT_FOUND/);
});

describe("what is wrong on this side is said before anything is signed", () => {
  const filing = ["file-invoice", CODE, SELLER, "00560001", "--document"];
  test.each([
    ["RATE_FORMAT", ["set-refund-rate", "19", "--rate", "x", "--from", "2027-01-01"]],
    ["TIME_FORMAT", ["set-refund-rate", "19", "--rate", "13", "--from", "soon"]],
    ["FILE_UNREADABLE", [...filing, "nowhere.pdf", ...sums("7000.00")]],
    ["INVOICE_FORMAT", ["decide-invoice", "00560001", "--confirm"]],
    ["YES_OR_NO", ["decide-invoice", INVOICE]],
    ["YES_OR_NO", ["decide-invoice", INVOICE, "--confirm", "--refuse", "FALSE"]],
    ["FILE_UNREADABLE", ["claim-refund", "nowhere.json"]],
    ["YES_OR_NO", ["decide-refund", NOWHERE]],
    ["HASH_FORMAT", ["withdraw-refund", "first"]],
    ["HASH_FORMAT", ["pay-refund", "first"]],
    ["ONE_OF_THREE", ["refunds"]],
    ["ONE_OF_THREE", ["refunds", "--entry", ENTRY, "--in-hand", "CN"]],
    ["ONE_OF_TWO", ["invoices"]],
    ["LIST_FORMAT", ["claimed", "L-1"]],
  ])("%s", async (code, line) => {
    expect(await desk.refusal(["trade", ...line], "merchant-1")).toEqual([code, 2]);
  });

  test("amounts are in what refunds are paid in, and never rounded", async () => {
    const document = paper();
    const refusal = (net: string) =>
      desk.refusal(["trade", ...filing, document, ...sums(net)], "merchant-1");
    expect(await refusal("7000.001")).toEqual(["AMOUNT_DECIMALS", 2]);
    expect(await refusal("7,000.00")).toEqual(["AMOUNT_FORMAT", 2]);
    expect(await refusal("7000.00 USD@gateway-cn")).toEqual(["ASSET_DIFFERS", 2]);
  });

  test("what is not there is said with where to look", async () => {
    node.exported();
    const uetr = uuid(node.linked());
    for (const [code, line] of [
      ["UNKNOWN_CLAIM", ["refund-claim", NOWHERE]],
      ["UNKNOWN_INVOICE", ["invoice", INVOICE]],
      ["UNKNOWN_LIST", ["claimed", NOWHERE]],
      ["UNKNOWN_PAYMENT", ["link-receipt", CODE, ENTRY, "8a562c67-ca16-48ba-b074-65581be6f001"]],
      ["NOTHING_LEFT", ["link-receipt", CODE, ENTRY, uetr]],
    ] as const) {
      expect(await desk.refusal(["trade", ...line], "merchant-1"), code).toEqual([code, 1]);
    }
  });
});
