import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { file as fileAnother, NOT_FILED } from "../filing.ts";
import { commodities, commodityRecord, commodityTerms } from "./records.ts";

/** customs.commodity.file: a merchant puts an article on record. Only recorded goods are ordered or declared (docs/domain section 4). */
export const fileCommodity = defineOperation({
  tag: 0x0403,
  name: "customs.commodity.file",
  since: 8,
  summary: "A merchant files the record of an article, or a change of it.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({
    merchant: commodityRecord.shape.merchant,
    itemNo: commodityRecord.shape.itemNo,
    ...commodityTerms.shape,
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownEnterpriseFailures,
    BARCODE_CHECK_DIGIT: "The last digit of the barcode is wrong (GS1). Scan it again.",
  },
  keys: ({ body }) => [enterprises.key(body.merchant), commodities.key(body.merchant, body.itemNo)],
  check: ({ body: { barcode } }) =>
    barcode === undefined || hasGtinCheckDigit(barcode) ? undefined : "BARCODE_CHECK_DIGIT",
  apply({ source, body, height }, ledger) {
    const { merchant, itemNo, ...terms } = body;
    const owner = ownEnterprise(ledger, source, merchant, "merchant");
    if (typeof owner === "string") return fail(owner);
    const before = commodities.read(ledger, merchant, itemNo) ?? NOT_FILED;
    const filing = fileAnother(before, terms, { source, height });
    commodities.write(ledger, { merchant, itemNo, ...filing, height }, merchant, itemNo);
    return done({ version: filing.versions });
  },
});

/** GS1: digits count 3 and 1 in turn from the right, and with the check digit they make whole tens. */
export function hasGtinCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    return all + Number(digit) * (at % 2 === 0 ? 1 : 3);
  }, 0);
  return sum % 10 === 0;
}
