import { describe, expect, test } from "vitest";

import { sentMessages } from "../../../src/gateways/ceb/messages/sent.ts";
import { type CebMessage, type CebOutcome, readCeb } from "../../../src/gateways/ceb/read-ceb.ts";
import { writeCeb } from "../../../src/gateways/ceb/write-ceb.ts";
import { changed, sample, SAMPLES } from "./samples.ts";

// Goal: what enterprises send is read as it is meant, whatever way their programs write XML.
// Method: a sample file of each type, and samples written differently.

function messageOf(outcome: CebOutcome): CebMessage {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.message;
}
const read = (bytes: Uint8Array): CebMessage => messageOf(readCeb(bytes));

describe("a sample of each type", () => {
  test("there is one for every type that is read", () => {
    const types = new Set(SAMPLES.map((name) => name.slice(0, 3)));
    expect([...types].sort()).toEqual(Object.keys(sentMessages).sort());
  });

  test.each(SAMPLES)("%s is read, and what is written of it means the same", (name) => {
    const message = read(sample(name));
    expect(message.type).toBe(name.slice(0, 3));
    expect(message.baseTransfer.dxpMode).toBe("DXP");
    expect(message.documents.length).toBeGreaterThan(0);
    const written = writeCeb(message);
    expect(read(written)).toEqual(message);
    expect(writeCeb(read(written))).toEqual(written);
  });
});

describe("an order", () => {
  const message = read(sample("311-order"));
  if (message.type !== "311") throw new Error("not an order");
  const [first, second] = message.documents;

  test("has its amounts as they were written, its text unescaped and its lines in order", () => {
    expect(message.guid).toBe("311AFA01-EDED-46B1-946C-B8022E42FC94");
    expect(first!.head).toMatchObject({
      appType: "1",
      orderNo: "EX20260105000001",
      goodsValue: "398.00",
      acturalPaid: "435.718",
      currency: "142",
      consigneeAddress: "虚构省虚构市样例路1号 <A座> & 2号",
    });
    expect(first!.lines.map(({ gnum, qty, unit }) => [gnum, qty, unit])).toEqual([
      [1, "2", "122"],
      [2, "1", "142"],
    ]);
  });

  test("lacks what was left out or empty", () => {
    expect(first!.head).not.toHaveProperty("note");
    expect(second!.head).not.toHaveProperty("payCode");
    expect(second!.head.note).toBe("改地址");
  });

  test("may spell the district as the first specification did", () => {
    expect(first!.head.consigneeDistrict).toBe("000000");
    expect(first!.head).not.toHaveProperty("consigneeDitrict");
  });
});

test("a value may be in CDATA, and white space around it is no part of it", () => {
  const { documents } = read(sample("511-waybill")) as Extract<CebMessage, { type: "511" }>;
  expect(documents[0]!.head).toMatchObject({
    logisticsNo: "EXP0000000000001",
    consigneeAddress: "虚构省虚构市样例路1号 <A座> & 2号",
  });
});

describe("a file means the same", () => {
  const order = read(sample("311-order"));
  const schema =
    'CEB311Message xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"';
  const subscriber =
    "</ceb:BaseTransfer><ceb:BaseSubscribe><ceb:status>ALL</ceb:status><ceb:dxpMode>DXP</ceb:dxpMode>" +
    "<ceb:dxpAddress>DXPENT0000000001</ceb:dxpAddress></ceb:BaseSubscribe>";
  test.each([
    ["with a byte order mark", /^/, "\ufeff"],
    ["without XML declaration", /^<\?xml.*\?>\n/, ""],
    ["with a standalone declaration", /UTF-8"/, 'utf-8" standalone="yes"'],
    ["with another prefix", /ceb(?=:|=)/g, "c"],
    ["with a schema's place", /CEB311Message/, schema],
    ["with a comment between elements", /<ceb:Order>/, "<!-- --><ceb:Order>"],
    ["with its elements in another order", /(<ceb:goods.*?)\s*(<ceb:freight.*)/, "$2$1"],
    ["with subscribers, who are dropped", /<\/ceb:BaseTransfer>/, subscriber],
  ])("%s", (_, from, to) => {
    expect(read(changed("311-order", from, to))).toEqual(order);
  });
});

describe("a warning", () => {
  const warnings = (bytes: Uint8Array) => {
    const outcome = readCeb(bytes);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
    return outcome.warnings;
  };

  test("says that a signature was not verified", () => {
    expect(warnings(sample("621-inventory-9610"))).toMatchObject([
      { code: "SIGNATURE_NOT_VERIFIED", path: "Signature" },
    ]);
  });

  test("says that a sender's own addition was not read", () => {
    const extended = "</ceb:BaseTransfer><ceb:ExtendMessage><x/></ceb:ExtendMessage>";
    expect(
      warnings(changed("411-payment", "</BaseTransfer>", extended.replaceAll("ceb:", ""))),
    ).toMatchObject([{ code: "EXTENSION_NOT_READ", path: "ExtendMessage" }]);
  });

  test("names a code that an incomplete table lacks, and the code is taken", () => {
    const bytes = changed("311-order", "<ceb:country>609<", "<ceb:country>357<");
    expect(warnings(bytes)).toEqual([
      {
        code: "CODE_UNKNOWN",
        path: "OrderList 1/country of document 1",
        hint: "357 is no country or region that is known here. Check it: the table is not complete.",
        line: 48,
      },
    ]);
    const message = read(bytes) as Extract<CebMessage, { type: "311" }>;
    expect(message.documents[0]!.lines[0]!.country).toBe("357");
  });
});
