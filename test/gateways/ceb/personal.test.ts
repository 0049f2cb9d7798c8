import { describe, expect, test } from "vitest";

import { sentMessages, type SentType } from "../../../src/gateways/ceb/messages/sent.ts";
import { personalPaths } from "../../../src/gateways/ceb/personal.ts";

// Goal: whoever maps a message to the ledger can prove that nothing of a person goes there (docs/domain section 0).
// Method: the marks of every declaration, by what the elements are called and as a list to look at.

/** Names of elements that tell who somebody is, in any message; and those that people write freely. */
const PERSONAL =
  /^(buyer(RegNo|IdNumber|Name|Telephone)|payer(IdNumber|Name)|consignee.*|.*[tT]elephone|note|reason)$/u;

describe("an element is marked as personal if and only if its name says so", () => {
  test.each(Object.values(sentMessages))("CEB$type", ({ head, lines }) => {
    const elements = [...Object.entries(head.of), ...Object.entries(lines?.of ?? {})];
    for (const [name, { personal }] of elements) expect(personal, name).toBe(PERSONAL.test(name));
  });
});

test("paths to personal values", () => {
  const people = (type: SentType): string[] =>
    personalPaths(type).filter((path) => !path.endsWith(".note"));
  expect(people("311")).toEqual([
    "head.buyerRegNo",
    "head.buyerName",
    "head.buyerTelephone",
    "head.buyerIdNumber",
    "head.consignee",
    "head.consigneeTelephone",
    "head.consigneeAddress",
    "head.consigneeDistrict",
  ]);
  expect(people("411")).toEqual(["head.payerIdNumber", "head.payerName", "head.telephone"]);
  expect(people("303")).toEqual([]);
  expect(personalPaths("303")).toEqual(["head.note", "lines.note", "baseTransfer.note"]);
});
