import { field } from "../../../primitives/fields/index.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { stored } from "../../stored.ts";

/** A platform that a merchant lets bring in its orders of other malls, and since when. */
export const salePlatformRecord = field.record({
  platform: enterpriseCode,
  /** Who allowed it. */
  by: field.account(),
  height: field.count(),
  timeMs: field.count(),
});

export function salePlatformsPrefix(merchant: string): string {
  return `trade/sale-platform/${merchant}/`;
}
/** By merchant and platform: there while it is allowed. */
export const salePlatforms = stored(
  salePlatformRecord,
  (merchant: string, platform: string) => `${salePlatformsPrefix(merchant)}${platform}`,
);
