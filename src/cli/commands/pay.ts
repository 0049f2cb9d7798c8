import { randomUUID } from "node:crypto";

import { fromHex } from "../../primitives/bytes.ts";
import { transfer } from "../../transactions/payments/transfer.ts";
import { parseTypedAmount } from "../amount.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

type ChargeBearer = "DEBT" | "CRED" | "SHAR" | "SLEV";

/** One payment. With --uetr given, running it again never pays twice: the ledger takes each UETR once. */
export const pay = defineCommand({
  usage: "pay",
  summary: "Pays an amount from the account of --key to another account.",
  options: [
    { flags: "--to <account>", summary: "who receives: account or name", required: true },
    { flags: "--amount <amount>", summary: 'like "1250.00 HKD@gateway-hk"', required: true },
    { flags: "--purpose <code>", summary: "ISO 20022 purpose code, like GDDS" },
    { flags: "--reference <text>", summary: "end-to-end reference, up to 35 bytes" },
    { flags: "--uetr <uuid>", summary: "unique reference of the payment; made if absent" },
    { flags: "--charge-bearer <code>", summary: "DEBT, CRED, SHAR or SLEV" },
    { flags: "--remittance-hash <hex>", summary: "SHA-256 of the remittance information" },
    { flags: "--tag <text>", summary: "the recipient's customer at a hosting account" },
  ],
  async run(session, given) {
    const typed = textOption(given, "amount") ?? "";
    const parsed = parseTypedAmount(typed);
    await session.keys(); // what is wrong on this side is said before a node is asked
    const to = await session.account(textOption(given, "to") ?? "");
    const amount = await amountOf(session, parsed);
    const uetr = textOption(given, "uetr") ?? randomUUID();
    const body = { to, amount, uetr: uuidBytes(uetr), ...details(given) };
    const summary = `Pay ${typed} to ${textOption(given, "to")}`;
    const answer = await transact(session, { operations: [operationOf(transfer, body)], summary });
    const heading = `${typed} to ${textOption(given, "to")}, UETR ${uetr}`;
    return { json: { uetr, ...(answer.json as object) }, text: `${heading}\n${answer.text}` };
  },
});

function details(given: Given) {
  const hash = textOption(given, "remittanceHash");
  const bearer = textOption(given, "chargeBearer");
  return {
    endToEndId: textOption(given, "reference"),
    purpose: textOption(given, "purpose"),
    chargeBearer: bearer as ChargeBearer | undefined, // the field refuses what is none of them
    remittanceHash: hash === undefined ? undefined : (fromHex(hash) ?? new Uint8Array(0)),
    recipientTag: textOption(given, "tag"),
  };
}

/** The bytes of a UUID's text. Throws a usage error: UETR_FORMAT. */
export function uuidBytes(text: string): Uint8Array {
  const dashed = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
  const bytes = dashed ? fromHex(text.replaceAll("-", "")) : undefined;
  if (bytes !== undefined) return bytes;
  const hint = "A UETR is a lower-case version 4 UUID; leave it out to have one made.";
  throw usageError("UETR_FORMAT", `"${text}" is not a UETR.`, hint);
}
