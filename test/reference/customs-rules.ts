import { MISMATCHES, sidesOf } from "../../src/transactions/customs/lists/mismatches.ts";
import {
  CANCELLABLE,
  CHANGEABLE,
  DELETABLE,
  RECEIPT_CODES,
  receipts,
} from "../../src/transactions/customs/lists/states.ts";
import { table } from "./markdown.ts";

/** The life of an inventory list and everything that the automatic match can say, from the tables that the ledger goes by. */
export function customsRules(): string {
  const answered = RECEIPT_CODES.flatMap((code) => {
    const { from, to } = receipts[code];
    return from.map((one) => `    ${one} --> ${to}: ${code}`);
  });
  const own = [
    "    [*] --> draft: declare as draft (declarant)",
    "    [*] --> pending: declare (declarant)",
    "    pending --> mismatched: documents do not fit",
    "    pending --> matched: documents fit",
    "    mismatched --> matched: a document changed",
    "    mismatched --> pending: a document is gone",
    ...CHANGEABLE.filter((one) => one !== "pending").map(
      (one) => `    ${one} --> pending: change (declarant)`,
    ),
    ...DELETABLE.map((one) => `    ${one} --> deleted: delete (declarant)`),
    ...CANCELLABLE.map((one) => `    ${one} --> cancelled: cancel, approved by customs`),
  ];
  const codes = RECEIPT_CODES.map((code) => {
    const { by, from, to, meaning } = receipts[code];
    return [code, by.join(", "), from.join(", "), to, meaning];
  });
  const mismatches = MISMATCHES.map((code) => {
    const { left, right } = sidesOf(code);
    return [`\`${code}\``, left.join(" "), right.join(" ")];
  });
  return [
    "# What the ledger decides about declarations",
    "",
    "## The life of an inventory list",
    "",
    "A changed list is matched anew in the same transaction, so that it is seldom seen as pending. Receipts are CEB622's.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    // Names in drawings hold no hyphen.
    '    state "sent-back" as sent_back',
    ...[...own, ...answered].map((arrow) => arrow.replaceAll("sent-back", "sent_back")),
    "```",
    "",
    "## Receipts of customs and inspection",
    "",
    table(["code", "signed by", "from", "to", "meaning"], codes),
    "",
    "Inspection concludes (399) what it began, and customs does not do it in its place.",
    "",
    "## What the automatic match can say",
    "",
    "Each code names the two fields that do not fit; sources are CEB messages in their import numbers, or what is on record.",
    "",
    table(["code", "this", "and this"], mismatches),
    "",
    "The rules: [src/transactions/customs](../../src/transactions/customs/README.md).",
  ].join("\n");
}
