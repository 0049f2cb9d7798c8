import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { parameterAt } from "../../rules/parameter-at.ts";
import { stored } from "../../stored.ts";

/** What a person has of the year's limit for cross-border retail: kept by orders, used by what was released. Minor units. */
export const annualRecord = field.record({ reserved: field.uint64(), used: field.uint64() });
export type AnnualRecord = ValueOf<typeof annualRecord>;

/** By country, person key and year of UTC. */
export const annualUses = stored(
  annualRecord,
  (country: string, person: Uint8Array, year: number) =>
    `customs/annual/${country}/${toHex(person)}/${year}`,
);

/** Whose limit, and of which year. */
export interface Share {
  readonly country: string;
  readonly buyer: Uint8Array | undefined;
  readonly year: number;
}

/** Whether a person may have so much more in the year, by the limit that holds now. */
export function isWithinYear(
  ledger: LedgerReader,
  share: Share,
  more: bigint,
  timeMs: number,
): boolean {
  const { reserved, used } = read(ledger, share);
  const { value } = parameterAt(ledger, share.country, "customs-annual-limit", timeMs);
  return reserved + used + more <= value;
}

/** Changes what is kept and what is used of a person's limit. Exports have no buyer and no limit. */
export function change(ledger: Ledger, share: Share, reserved: bigint, used = 0n): void {
  const { country, buyer, year } = share;
  if (buyer === undefined || (reserved === 0n && used === 0n)) return;
  const before = read(ledger, share);
  const after = { reserved: before.reserved + reserved, used: before.used + used };
  annualUses.write(ledger, after, country, buyer, year);
}

function read(ledger: LedgerReader, { country, buyer, year }: Share): AnnualRecord {
  const found = buyer && annualUses.read(ledger, country, buyer, year);
  return found ?? { reserved: 0n, used: 0n };
}
