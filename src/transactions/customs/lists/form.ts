import { BONDED, CNY, DIRECTIONS } from "../codes.ts";
import type { ListContent } from "./records.ts";

export const formFailures = {
  MODE_AND_DIRECTION:
    "The supervision mode is not for this direction: 9710 and 9810 export, 1239 imports, the others both.",
  IMPORT_FIELDS: "An import names its guarantor, and is in customs currency 142.",
  EXPORT_FIELDS: "An export has no guarantor: no tax is guaranteed for it.",
  BONDED_FIELDS:
    "Bonded goods (1210, 1239) name account book and area (emsNo, areaCode), and other goods name neither.",
  TRAFFIC_FIELDS:
    "Direct mail that comes in (9610) names vessel or flight, voyage and master bill.",
  ZERO_QUANTITY: "A line has no quantity. Leave it out, or say how much it is.",
} as const;

/** What is wrong with a list, whatever the ledger holds. */
export function whyNotForm(list: ListContent): keyof typeof formFailures | undefined {
  const { direction, tradeMode, assureCode, currency } = list;
  if (!DIRECTIONS[tradeMode].includes(direction)) return "MODE_AND_DIRECTION";
  const isImport = direction === "import";
  const isComplete = assureCode !== undefined && currency === CNY;
  if (isImport && !isComplete) return "IMPORT_FIELDS";
  if (!isImport && assureCode !== undefined) return "EXPORT_FIELDS";
  const isBonded = BONDED.includes(tradeMode);
  const { emsNo, areaCode, trafNo, voyageNo, billNo, lines } = list;
  if ([emsNo, areaCode].some((one) => (one !== undefined) !== isBonded)) return "BONDED_FIELDS";
  const isMail = isImport && tradeMode === "9610";
  if (isMail && [trafNo, voyageNo, billNo].includes(undefined)) return "TRAFFIC_FIELDS";
  const hasNothing = lines.some(({ quantity }) => quantity === 0n);
  return hasNothing ? "ZERO_QUANTITY" : undefined;
}
