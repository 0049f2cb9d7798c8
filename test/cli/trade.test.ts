import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { CODES, commitment, MILK, newGuid, ONE, person } from "../customs/port.ts";
import { ARBITER, BUYER, MallNode, PARTNER } from "../rpc/mall-node.ts";
import { Desk } from "./desk.ts";

// Goal: everybody with a part in a sale does it by commands, is shown which money is moved before signing, and sees where it is.
// Method: commands as typed, over a real server and ledger.

const desk = new Desk();
let node: MallNode;
const ORDER = `${CODES.platform}/O-1`;
const PARCEL = `${CODES.carrier}/W-1`;
const CNY = "CNY@gateway-cn";

beforeAll(() =>
  desk.keys(
    ...["platform-1", "merchant-1", "payfirm-1", "carrier-1", "warehouse-1", "declarant-1"],
    ...["customs-cn", BUYER, PARTNER, ARBITER],
  ),
);
afterAll(() => desk.close());
beforeEach(async () => {
  node = new MallNode().open();
  await desk.openAt(node);
});

const trade = (by: string, ...line: string[]) => desk.say(["trade", ...line], by);
const read = (...line: string[]) => desk.say(["trade", ...line]);
const people = () => [
  ...["--buyer", toHex(person("buyer"))],
  ...["--consignee", toHex(commitment("consignee of 1"))],
];
const PLACE = [
  ...["place", "--platform", CODES.platform, "--order-no", "O-1", "--merchant", CODES.merchant],
  ...["--lines", "SKU-MILK:2", "--payer", BUYER, "--pay-firm", CODES.payFirm],
  ...["--goods", "200.00", "--freight", "10", "--discount", "5.00", "--tax", "18.20"],
];
const place = () => trade("platform-1", ...PLACE, ...people());
const LISTING = [...["--platform", CODES.platform, "--item", MILK.itemNo, "--arbiter", ARBITER]];

/** Placed and paid by commands, cleared by the documents of the others. */
async function cleared(): Promise<void> {
  await place();
  await trade(BUYER, "pay", ORDER);
  node.receipt(node.clear("1"), "800");
}

test("from the listing to the split of the price", async () => {
  const shares = ["--sale", "B2B2C", "--shares", `${PARTNER}:10`, "--most", "4"];
  const price = ["--price", `125.00 ${CNY}`];
  await trade("merchant-1", "list", CODES.merchant, "SKU 2", ...LISTING, ...price, ...shares);
  expect(await read("listings", "--platform", CODES.platform)).toMatch(
    /SKU 2 +MILK\/1 +B2B2C +125\.00 CNY@gateway-cn +– +4 +– +offered +1/,
  );
  expect(await place()).toMatch(/toPay +223\.20 CNY@gateway-cn/);
  const paid = await trade(BUYER, "pay", ORDER);
  expect(paid).toMatch(/^223\.20 CNY@gateway-cn into escrow at payfirm-1, UETR [0-9a-f-]{36}/);
  expect(paid).toMatch(/shipBy +20[0-9]{2}-/);
  expect(await read("escrow", "payfirm-1", "--asset", CNY)).toMatch(/inEscrow +223\.20/);
  node.receipt(node.clear("1"), "800");
  await trade("warehouse-1", "ship", ORDER, PARCEL, "--lines", "0:1");
  await trade("warehouse-1", "ship", ORDER, PARCEL);
  expect(await trade(BUYER, "accept", ORDER)).toMatch(/released +223\.20/);
  const shown = await read("order", ORDER);
  expect(shown).toMatch(/status +done/);
  expect(shown).toMatch(/0 +SKU-MILK +2 +200\.00 +2 +0 +0 +440196000W/);
  expect(shown).toMatch(/accept +– +223\.20 +0\.00 +20\.00 to bob +alice/);
  expect(shown).toMatch(/185\.00 to merchant-1/);
  expect(shown).toMatch(/18\.20 to platform-1/);
  expect(await desk.say(["trade", "orders"], BUYER)).toMatch(
    /440196000P\/O-1 +440196000M +done +223\.20 CNY@gateway-cn +0\.00/,
  );
});

test("a refund is asked for, refused, disputed and decided; goods come back", async () => {
  await cleared();
  await trade("merchant-1", "ship", ORDER, PARCEL);
  const half = ["--goods", "102.50", "--tax", "9.10"];
  await trade(BUYER, "ask-refund", ORDER, ...half, "--reason", "DAMAGED");
  expect(await read("order", ORDER)).toMatch(
    /asked back\s+refund +111\.60 CNY@gateway-cn\s+status +asked/,
  );
  await trade("merchant-1", "answer", ORDER, "--refuse");
  const evidence = join(desk.home, "photo.jpg");
  writeFileSync(evidence, "a dented tin");
  expect(await trade(BUYER, "dispute", ORDER, "--evidence", evidence)).toMatch(
    new RegExp(`arbiter +${ARBITER}`),
  );
  const back = await trade("merchant-1", "take-back", ORDER, "0", "1", "--restock");
  expect(back).toMatch(/returned +1$/m);
  const said = await trade(ARBITER, "decide", ORDER, ...half);
  expect(said).toMatch(/refunded +111\.60[^]*released +111\.60/);
  expect(await read("order", ORDER)).toMatch(/0 +SKU-MILK +2 +200\.00 +2 +0 +1 +/);
});

test("a merchant agrees, and an order is cancelled", async () => {
  await cleared();
  await trade("merchant-1", "ship", ORDER, PARCEL, "--lines", "0:1");
  await trade(BUYER, "ask-refund", ORDER, "--goods", "20", "--reason", "OTHER");
  expect(await trade("merchant-1", "answer", ORDER, "--approve")).toMatch(/status +shipping/);
  const rest = await trade("merchant-1", "cancel", ORDER, "--reason", "OUT_OF_STOCK");
  expect(rest).toMatch(/status +shipped\s[^]*refunded +111\.60/);
  expect(await desk.refusal(["trade", "answer", ORDER, "--approve"], "merchant-1")).toEqual([
    ...["NOTHING_ASKED", 1],
  ]);
});

test("a buyer's own price is set, read and ended; what is withdrawn is gone", async () => {
  const key = [CODES.merchant, "SKU-MILK"];
  const terms = ["--price", "70", "--least", "10", "--until", "2099-01-01"];
  await trade("merchant-1", "price", ...key, BUYER, ...terms);
  expect(await read("listing", ...key, "--buyer", BUYER)).toMatch(
    /price of alice\s+price +70\.00 CNY@gateway-cn\s+from +10\s+until +2099-01-01/,
  );
  expect(await read("listing", ...key)).not.toContain("70.00");
  await trade("merchant-1", "price", ...key, BUYER, "--end");
  expect(await read("listing", ...key, "--buyer", BUYER)).not.toContain("70.00");
  await trade("merchant-1", "withdraw", ...key);
  expect(await read("listings", "--platform", CODES.platform)).toBe("none\n");
  expect(await read("listings", "--merchant", CODES.merchant)).toContain("withdrawn");
});

test("an order in a file, with names for accounts", async () => {
  const file = join(desk.home, "order.json");
  const order = {
    ...{ ebpCode: CODES.platform, orderNo: "O-1", ebcCode: CODES.merchant, direction: "import" },
    ...{ buyer: toHex(person("buyer")), consignee: toHex(commitment("consignee of 1")) },
    ...{ payer: BUYER, payCode: CODES.payFirm, goodsValue: "10000", freight: "0" },
    ...{ discount: "0", taxTotal: "910", lines: [{ listingNo: "SKU-MILK", quantity: "100000" }] },
  };
  writeFileSync(file, JSON.stringify(order));
  expect(await trade("platform-1", "place", file)).toMatch(/toPay +109\.10 CNY@gateway-cn/);
  const [code] = await desk.refusal(["trade", "place", file], "platform-1");
  expect(code).toBe("DOCUMENT_EXISTS");
});

test("money that moves is shown with its parties, and asked for, before it is signed", async () => {
  await place();
  const asked = (by: string, ...line: string[]) => desk.typeUnsure(["trade", ...line], by);
  const { status, error } = await asked(BUYER, "pay", ORDER);
  expect(status).toBe(2);
  expect(error).toContain(
    `Pay 223.20 CNY@gateway-cn for order ${ORDER} into escrow at payfirm-1. The node says`,
  );
  expect(error).toMatch(/ {2}gateway-cn +ptl1[0-9a-z]+\n {2}payfirm-1 +ptl1/);
  expect(error).toContain("CONFIRMATION_NEEDED");
  await trade(BUYER, "pay", ORDER);
  const accepted = await asked(BUYER, "accept", ORDER);
  expect(accepted.error).toContain(
    `Accept order ${ORDER}: 223.20 CNY@gateway-cn to merchant-1, bob, platform-1.`,
  );
  const cancelled = await asked(BUYER, "cancel", ORDER, "--reason", "OTHER");
  expect(cancelled.error).toContain(`Cancel order ${ORDER}: 223.20 CNY@gateway-cn back to alice.`);
});

describe("customs track-parcel", () => {
  const way = (...line: string[]) => desk.say(["customs", "track-parcel", ...line]);

  test("shows the whole way, of a parcel or of an order", async () => {
    await cleared();
    await trade("warehouse-1", "ship", ORDER, PARCEL);
    await desk.say(["customs", "track", CODES.carrier, "W-1", "departed"], "carrier-1");
    const shown = await way(PARCEL);
    expect(shown).toMatch(/state +on-the-way/);
    expect(shown).toMatch(/trade-order +440196000P\/O-1 +shipped/);
    expect(shown).toMatch(/payment +credited +– +223\.20 CNY@\S+ +alice/);
    expect(shown).toMatch(/list +receipt +800/);
    expect(shown).toMatch(/waybill +status +departed +– +carrier-1/);
    expect(await way("--order", ORDER)).toBe(shown);
  });

  test("names batches that are in it, and a recall", async () => {
    node.waybill("1");
    const { id: batch } = node.do("merchant-1", "trade.batch.create", {
      ...{ producer: CODES.merchant, batchNo: "B-1", itemNo: MILK.itemNo, made: 20_000 },
      ...{ origin: "601", quantity: 10n * ONE },
    });
    const waybill = { logisticsCode: CODES.carrier, logisticsNo: "W-1" };
    const code = new Uint8Array(16).fill(7);
    node.do("merchant-1", "trade.batch.pack", { batch, quantity: 2n * ONE, waybill, code });
    const notice = new Uint8Array(32);
    node.do("merchant-1", "trade.batch.recall", { batch, reason: "DEFECT", notice });
    expect(await way(PARCEL)).toMatch(/440196000M +B-1 +MILK\/1 +2 +recalled/);
  });

  test("takes pages together", async () => {
    node.waybill("1");
    const named = { logisticsCode: CODES.carrier, logisticsNo: "W-1" };
    for (let at = 0; at < 120; at++) {
      const guid = newGuid();
      node.do("carrier-1", "customs.waybill.track", { guid, ...named, status: "departed" });
    }
    const found = await desk.json<{ path: object[] }>(["customs", "track-parcel", PARCEL]);
    expect(found.path).toHaveLength(121);
  });
});

test("the commands of docs/trade.md do what it says, one after the other", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/trade.md"), "utf8");
  const typed = [...page.matchAll(/^portolan (.+)$/gm)].map(([, line]) => wordsOf(line!));
  /** What others do before it: customs lets goods go, another order is placed. */
  const before: Readonly<Record<string, () => void>> = {
    "trade ship 440196000P/O-1": () => node.receipt(node.clear("1"), "800"),
    "trade ask-refund 440196000P/O-2": () => node.sent("2"),
    "trade cancel 440196000P/O-3": () => node.place("3"),
  };
  node.record("MILK-900");
  writeFileSync(join(desk.home, "photo.jpg"), "a dented tin");
  const done = new Set<string>();
  for (const line of typed) {
    const start = line.slice(0, 3).join(" ");
    if (!done.has(start)) before[start]?.();
    done.add(start);
    await desk.say(line);
  }
  expect(typed.length).toBeGreaterThan(20);
  expect(await read("order", ORDER)).toMatch(/15\.12 to bob/);
  expect(await read("order", `${CODES.platform}/O-2`)).toMatch(/status +done/);
});

/** A command line as a shell takes it apart, with what a page leaves open filled in; what is behind three spaces is a remark. */
function wordsOf(line: string): string[] {
  const [command = ""] = line.split(/ {3,}/);
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, text, word]) => text ?? word!);
  const meant: Readonly<Record<string, string>> = {
    ...{ $PERSON: toHex(person("buyer")), $CONSIGNEE: toHex(commitment("consignee of 1")) },
    ...{ "association-cn": ARBITER, "enterprise-1": "carol" },
    "photo.jpg": join(desk.home, "photo.jpg"),
    "label.svg": join(desk.home, "label.svg"),
  };
  return words.map((word) => meant[word] ?? word);
}

describe("what is wrong on this side is said before anything is signed", () => {
  const list = ["list", CODES.merchant, "SKU-3", ...LISTING];
  test.each([
    ["ORDER_FORMAT", 2, ["pay", "O-1"]],
    ["UNKNOWN_ORDER", 1, ["pay", `${CODES.platform}/O-9`]],
    ["PARCEL_FORMAT", 2, ["ship", ORDER, "W-1"]],
    ["LINES_FORMAT", 2, ["ship", ORDER, PARCEL, "--lines", "one"]],
    ["QUANTITY_FORMAT", 2, ["take-back", ORDER, "0", "1.123456"]],
    ["LINE_FORMAT", 2, ["take-back", ORDER, "first", "1"]],
    ["AMOUNT_FORMAT", 2, ["ask-refund", ORDER, "--goods", "1,000", "--reason", "OTHER"]],
    ["AMOUNT_DECIMALS", 2, ["ask-refund", ORDER, "--goods", "0.001", "--reason", "OTHER"]],
    ["ZERO_AMOUNT", 1, ["ask-refund", ORDER, "--reason", "OTHER"]],
    ["MALFORMED_BODY", 2, ["cancel", ORDER, "--reason", "NO"]],
    ["YES_OR_NO", 2, ["answer", ORDER]],
    ["PRICE_OR_END", 2, ["price", CODES.merchant, "SKU-MILK", BUYER]],
    ["UNKNOWN_LISTING", 1, ["price", CODES.merchant, "SKU-9", BUYER, "--price", "1"]],
    ["SHARE_FORMAT", 2, [...list, "--price", `1 ${CNY}`, "--shares", "bob"]],
    ["CURRENCY_UNKNOWN", 2, [...list, "--price", "1 PHP@gateway-cn"]],
    ["MALFORMED_BODY", 2, [...list, "--price", `1 ${CNY}`, "--sale", "C2C"]],
    ["FILE_OR_OPTIONS", 2, ["place"]],
    ["OPTION_NEEDED", 2, ["place", "--lines", "SKU-MILK:1"]],
    ["WANTED_FORMAT", 2, [...PLACE, "--lines", "SKU-MILK"]],
    ["INVALID_PARAMS", 1, ["listings"]],
  ] as [string, number, string[]][])("%s, exit status %i: %j", async (code, status, line) => {
    node.place("1");
    expect(await desk.refusal(["trade", ...line], BUYER)).toEqual([code, status]);
  });

  test("a way is of a parcel or an order, and somebody has to have spoken of it", async () => {
    const refusal = (...line: string[]) => desk.refusal(["customs", "track-parcel", ...line]);
    expect(await refusal()).toEqual(["ONE_OF_TWO", 2]);
    expect(await refusal("--order", "O-1")).toEqual(["ORDER_FORMAT", 2]);
    expect(await refusal("W-1")).toEqual(["PARCEL_FORMAT", 2]);
    expect(await refusal(PARCEL)).toEqual(["UNKNOWN_PARCEL", 1]);
  });
});
