import { randomBytes } from "node:crypto";

import { type Given, textOption } from "../command.ts";
import { usageError } from "../errors.ts";

/** The code that was given, or a new one: 16 random bytes. Throws a usage error: CODE_FORMAT. */
export function codeGiven(given: Given): string {
  const code = textOption(given, "code") ?? randomBytes(16).toString("hex");
  if (/^[0-9a-f]{32}$/.test(code)) return code;
  const hint = "It is 32 digits of lower-case hexadecimal, and random. Without --code one is made.";
  throw usageError("CODE_FORMAT", `"${code}" is no code of a parcel.`, hint);
}

/** The address that a QR code leads to, on the public page of who packs. Throws a usage error: SITE_FORMAT. */
export function addressOf(site: string, code: string): string {
  if (/^https?:$/.test(protocolOf(site))) return `${site.replace(/\/+$/, "")}/trace/${code}`;
  const hint = "Write the beginning of the page's address, like https://trace.example.";
  throw usageError("SITE_FORMAT", `"${site}" is no address of a page.`, hint);
}

function protocolOf(site: string): string {
  try {
    return new URL(site).protocol;
  } catch {
    return "";
  }
}
