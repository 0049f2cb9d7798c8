import { randomUUID } from "node:crypto";

import { fromHex } from "../primitives/bytes.ts";
import type { ChargeBearer } from "../transactions/payments/records.ts";
import { type CommandOption, type Given, textOption } from "./command.ts";
import { usageError } from "./errors.ts";

/** Who gets how much: what every order of a payment says. */
export const orderOptions: readonly CommandOption[] = [
  { flags: "--to <account>", summary: "who receives: account or name", required: true },
  { flags: "--amount <amount>", summary: 'like "1250.00 HKD@gateway-hk"', required: true },
  { flags: "--purpose <code>", summary: "ISO 20022 purpose code, like GDDS" },
  { flags: "--reference <text>", summary: "end-to-end reference, up to 35 bytes" },
  { flags: "--uetr <uuid>", summary: "unique reference of the payment; made if absent" },
  { flags: "--charge-bearer <code>", summary: "DEBT, CRED, SHAR or SLEV" },
  { flags: "--remittance-hash <hex>", summary: "SHA-256 of the remittance information" },
  { flags: "--tag <text>", summary: "the recipient's customer at a hosting account" },
];

/** The reference that was given, or a new one. */
export function uetrGiven(given: Given): string {
  return textOption(given, "uetr") ?? randomUUID();
}

/** Of a payment that carries none of the details below. */
export const NO_DETAILS = {
  endToEndId: undefined,
  purpose: undefined,
  chargeBearer: undefined,
  remittanceHash: undefined,
  recipientTag: undefined,
} as const;

/** What a payment carries besides parties and amount. */
export function detailsGiven(given: Given) {
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
