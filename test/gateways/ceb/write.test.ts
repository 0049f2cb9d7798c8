import { describe, expect, test } from "vitest";

import { receipts, results } from "../../../src/gateways/ceb/messages/answered.ts";
import { sentMessages } from "../../../src/gateways/ceb/messages/sent.ts";
import { readMessage } from "../../../src/gateways/ceb/read/read-message.ts";
import { readCeb } from "../../../src/gateways/ceb/read-ceb.ts";
import { UnwritableError } from "../../../src/gateways/ceb/write/write-message.ts";
import { writeFormatError } from "../../../src/gateways/ceb/write-format-error.ts";
import {
  type CebReceipt,
  writeReceipt,
  writeResult,
} from "../../../src/gateways/ceb/write-receipt.ts";
import { fromUtf8 } from "../../../src/primitives/bytes.ts";
import { changed } from "./samples.ts";

// Goal: customs' answers are files that enterprises' programs know, and never files that those would refuse.
// Method: one answer of each way to write, letter by letter; the rest is read again in round-trip.test.ts.

const receipt: CebReceipt<"312"> = {
  guid: "312AFA01-EDED-46B1-946C-B8022E42FC94",
  ebpCode: "4403960EX1",
  ebcCode: "4403960EX2",
  orderNo: "EX20260105000001",
  returnStatus: "120",
  returnTime: "20260105093100123",
  returnInfo: "<kept> & counted",
};

function faultOf(write: () => unknown): string {
  try {
    write();
  } catch (error) {
    if (error instanceof UnwritableError) return error.fault.code;
    throw error;
  }
  return "none";
}

describe("a receipt", () => {
  test("is written as its message has it, under its own number", () => {
    expect(fromUtf8(writeReceipt("312", [receipt]))).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<ceb:CEB312Message guid="312AFA01-EDED-46B1-946C-B8022E42FC94" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">',
        "  <ceb:OrderReturn>",
        "    <ceb:guid>312AFA01-EDED-46B1-946C-B8022E42FC94</ceb:guid>",
        "    <ceb:ebpCode>4403960EX1</ceb:ebpCode>",
        "    <ceb:ebcCode>4403960EX2</ceb:ebcCode>",
        "    <ceb:orderNo>EX20260105000001</ceb:orderNo>",
        "    <ceb:returnStatus>120</ceb:returnStatus>",
        "    <ceb:returnTime>20260105093100123</ceb:returnTime>",
        "    <ceb:returnInfo>&lt;kept&gt; &amp; counted</ceb:returnInfo>",
        "  </ceb:OrderReturn>",
        "</ceb:CEB312Message>",
        "",
      ].join("\n"),
    );
  });

  test("may stand beside others of its type", () => {
    const second = { ...receipt, guid: "312AFA02-EDED-46B1-946C-B8022E42FC94", orderNo: "2" };
    const outcome = readMessage(receipts, writeReceipt("312", [receipt, second]));
    expect(outcome).toMatchObject({
      ok: true,
      message: {
        type: "312",
        guid: receipt.guid,
        documents: [{ head: receipt }, { head: second }],
      },
    });
  });

  test("answers every type that is read", () => {
    const next = Object.keys(sentMessages).map((type) => String(Number(type) + 1));
    expect(Object.keys(receipts).sort()).toEqual(next.sort());
  });

  const cases: readonly (readonly [string, Partial<CebReceipt<"312">>, string])[] = [
    ["without a guid of its form", { guid: "1" }, "GUID_FORM"],
    ["without an order number", { orderNo: undefined as unknown as string }, "MISSING"],
    ["with an empty reason", { returnInfo: "" }, "MISSING"],
    ["with a reason that is too long", { returnInfo: "x".repeat(1_001) }, "LENGTH"],
    ["with a reason of two lines", { returnInfo: "a\nb" }, "TEXT_FORM"],
    ["with a reason that begins with a space", { returnInfo: " a" }, "TEXT_FORM"],
    ["with half of a character", { returnInfo: "\ud800" }, "TEXT_FORM"],
    ["with a time in seconds", { returnTime: "20260105093100" }, "TIME_FORM"],
    ["with a status in words", { returnStatus: "released" }, "CODE_UNKNOWN"],
  ];
  test.each(cases)("is not written %s", (_, change, code) => {
    expect(faultOf(() => writeReceipt("312", [{ ...receipt, ...change }]))).toBe(code);
  });

  test("is not written if there is none, or if there are too many for a file", () => {
    const wordy = { ...receipt, returnInfo: "中".repeat(1_000) };
    expect(faultOf(() => writeReceipt("312", []))).toBe("MISSING");
    expect(faultOf(() => writeReceipt("312", Array<typeof receipt>(1_001).fill(receipt)))).toBe(
      "TOO_MANY_DOCUMENTS",
    );
    expect(faultOf(() => writeReceipt("312", Array<typeof receipt>(700).fill(wordy)))).toBe(
      "TOO_LARGE",
    );
  });
});

test("a tax bill has its lines", () => {
  const taxes = { customsTax: "0", valueAddedTax: "27.118", consumptionTax: "0" };
  const head = {
    guid: "816AFA01-EDED-46B1-946C-B8022E42FC94",
    returnTime: "20260106120000000",
    invtNo: "53002026I000000001",
    taxNo: "TAX0000000000001",
    ...taxes,
    status: "1",
  } as const;
  const lines = [{ gnum: 1, gcode: "1901101000", taxPrice: "298", ...taxes }];
  const outcome = readMessage(results, writeResult("816", [{ head, lines }]));
  expect(outcome).toMatchObject({ ok: true, message: { documents: [{ head, lines }] } });
  expect(faultOf(() => writeResult("816", [{ head, lines: [] }]))).toBe("MISSING");
});

describe("a format error", () => {
  const head = {
    guid: "900AFA01-EDED-46B1-946C-B8022E42FC94",
    returnTime: "20260105093100",
    oriMessageType: "CEB311Message",
  };
  const infoOf = (bytes: Uint8Array): string => {
    const outcome = readCeb(bytes);
    if (outcome.ok) throw new Error("read");
    const written = readMessage(results, writeFormatError(outcome.faults, head));
    if (!written.ok) throw new Error(JSON.stringify(written.faults));
    const [document] = written.message.documents;
    expect(document!.head).toMatchObject({ ...head, returnStatus: "-999999" });
    return document!.head["returnInfo"] as string;
  };

  test("says what is wrong, where, and what to write", () => {
    expect(infoOf(changed("311-order", /<ceb:orderNo>.*/, ""))).toBe(
      "[MISSING, OrderHead/orderNo of document 1, line 4] It must be there, and not empty.",
    );
    expect(infoOf(new Uint8Array(0))).toBe(
      "[NOT_WELL_FORMED, line 1] The XML reader says: document must contain a root element.",
    );
  });

  test("says how many faults it has no room for", () => {
    const info = infoOf(changed("311-order", /<ceb:(?!Order)[a-z][^/]*\/ceb:.*/g, ""));
    expect(info).toMatch(/ \[[0-9]+ more\]$/);
    expect(info.length).toBeLessThanOrEqual(1_000);
    expect(info.length).toBeGreaterThan(900);
  });
});
