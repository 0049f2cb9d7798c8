import { fromHex } from "../primitives/bytes.ts";
import type { Amount } from "../primitives/fields/ledger-kinds.ts";
import { sha256 } from "../primitives/hasher.ts";
import { parseTypedAmount } from "./amount.ts";
import { type CommandOption, type Given, textOption } from "./command.ts";
import { readBytes } from "./files.ts";
import { amountOf } from "./ledger.ts";
import type { Session } from "./session.ts";
import { timeOf } from "./time-option.ts";

/** A statement of reserves, as the issuer makes it and the firm that attests it repeats it. */
export const reservesOptions: readonly CommandOption[] = [
  {
    flags: "--reserves <amount>",
    summary: 'what is in reserve for the asset, like "1250000.00 HKD@gateway-hk"',
    required: true,
  },
  {
    flags: "--as-of <time>",
    summary: "when that was: a day or a time in UTC, like 2026-10-31 or 2026-10-31T17:00Z",
    required: true,
  },
  {
    flags: "--report <file>",
    summary: "the report, whose SHA-256 goes on the ledger; or that in hexadecimal",
    required: true,
  },
];

export interface ReservesGiven extends Amount {
  readonly asOfMs: number;
  readonly report: Uint8Array;
}

/** What was given, the report hashed here: only its hash leaves this machine. */
export async function reservesGiven(session: Session, given: Given): Promise<ReservesGiven> {
  const parsed = parseTypedAmount(textOption(given, "reserves") ?? "");
  const asOfMs = timeOf(textOption(given, "asOf") ?? "");
  const typed = textOption(given, "report") ?? "";
  const hash = typed.length === 64 ? fromHex(typed) : undefined;
  const report = hash ?? sha256(readBytes(typed));
  return { ...(await amountOf(session, parsed)), asOfMs, report };
}
