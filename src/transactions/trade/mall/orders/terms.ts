import type { LedgerReader } from "../../../../state/ledger.ts";
import { parameterAt } from "../../../rules/parameter-at.ts";
import type { ParameterName } from "../../../rules/parameters.ts";
import type { MallOrder } from "./records.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The last moment of a term that begins now, milliseconds UTC, by the parameters of the platform's country. */
export function termOf(
  ledger: LedgerReader,
  { country }: Pick<MallOrder, "country">,
  name: Extract<ParameterName, `trade-${string}-${"hours" | "days"}`>,
  timeMs: number,
): number {
  const { value } = parameterAt(ledger, country, name, timeMs);
  return timeMs + Number(value) * (name === "trade-pay-hours" ? HOUR_MS : DAY_MS);
}

/** When something that could not be done at its time is tried again. */
export const TRY_AGAIN_MS = DAY_MS;
