import { cebLimits } from "../../../../src/gateways/ceb/limits.ts";
import { utf8 } from "../../../../src/primitives/bytes.ts";
import { sample } from "../samples.ts";
import { order, type Refusal, repeated } from "./refusal.ts";

const files: readonly Refusal[] = [
  ["too many bytes", () => new Uint8Array(cebLimits.fileBytes + 1), "TOO_LARGE", ""],
  ["another encoding", () => new Uint8Array([0x3c, 0xd6, 0xd0, 0x3e]), "NOT_UTF8", ""],
  ["UTF-16", () => new Uint8Array([0xff, 0xfe, 0x3c, 0x00]), "NOT_UTF8", ""],
  ["nothing", () => new Uint8Array(0), "NOT_WELL_FORMED", ""],
  ["JSON", () => utf8('{"orderNo": "1"}'), "NOT_WELL_FORMED", ""],
  ["a file cut off", () => sample("311-order").slice(0, 2_000), "NOT_WELL_FORMED", ""],
  ["an attribute twice", order(/version="1.0" x/, 'guid="1" x'), "NOT_WELL_FORMED", ""],
  ["an encoding that it has not", order(/encoding="UTF-8"/, 'encoding="GBK"'), "XML_VERSION", ""],
  ["XML 1.1", order(/version="1.0" e/, 'version="1.1" e'), "XML_VERSION", ""],
  ["a document type", order("<ceb:CEB", "<!DOCTYPE x><ceb:CEB"), "DOCTYPE", ""],
  ["an instruction", order("<ceb:CEB", "<?php x?><ceb:CEB"), "PROCESSING_INSTRUCTION", ""],
  ["elements too deep", () => utf8("<a>".repeat(cebLimits.depth + 1)), "TOO_DEEP", ""],
  [
    "too many elements",
    () => utf8(`<a>${"<b/>".repeat(cebLimits.elements)}</a>`),
    "TOO_MANY_ELEMENTS",
    "",
  ],
];

const roots: readonly Refusal[] = [
  ["another root", () => utf8("<a/>"), "UNKNOWN_MESSAGE", "a"],
  ["a message of no type", order(/CEB311/g, "CEB999"), "UNKNOWN_MESSAGE", "CEB999Message"],
  ["a receipt", order(/CEB311/g, "CEB312"), "UNKNOWN_MESSAGE", "CEB312Message"],
  ["another namespace", order("cn/ceb", "cn/dxp"), "UNKNOWN_MESSAGE", "CEB311Message"],
  ["another version", order(/version="1.0" x/, 'version="2.0" x'), "MESSAGE_VERSION", "version"],
  ["no version", order(/ version="1.0" x/, " x"), "MESSAGE_VERSION", "version"],
  ["no guid", order(/ guid="[^"]*"/, ""), "GUID_FORM", "guid"],
  ["a guid in small letters", order(/AFA01-EDED/, "afa01-eded"), "GUID_FORM", "guid"],
  [
    "an attribute",
    order(/ version="1.0" x/, ' y="1" version="1.0" x'),
    "UNKNOWN_ATTRIBUTE",
    "CEB311Message",
  ],
  ["no document", order(/<ceb:Order>[^]*<\/ceb:Order>/, ""), "MISSING", "Order"],
  [
    "too many documents",
    order(/<ceb:Order>[^]*<\/ceb:Order>/, "<ceb:Order/>".repeat(cebLimits.documentsPerMessage + 1)),
    "TOO_MANY_DOCUMENTS",
    "Order",
  ],
  ["no transfer", order(/<ceb:BaseT[^]*BaseTransfer>/, ""), "MISSING", "BaseTransfer"],
  ["two transfers", repeated(/<ceb:BaseT[^]*BaseTransfer>/, 2), "REPEATED", "BaseTransfer"],
  ["another document", order(/ceb:Order>/g, "ceb:Payment>"), "UNKNOWN_ELEMENT", "Payment"],
  ["text beside documents", order("<ceb:Order>", "x<ceb:Order>"), "STRAY_TEXT", ""],
];

/** What is wrong with a file or its root. */
export const ofFiles = [...files, ...roots];
