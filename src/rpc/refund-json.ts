import type { Json } from "../primitives/fields/field.ts";
import {
  type ClaimRecord,
  claimRecord,
  dueOf,
  owedOf,
} from "../transactions/trade/refunds/claims.ts";
import { minor, withMembers } from "./schemas.ts";

/** A claim with what it owes back in all, repaid or not, and what of that is due. */
export const claimSchema = withMembers(claimRecord.schema, { owed: minor, due: minor });

export function claimJson(claim: ClaimRecord): Json {
  const sums = { owed: owedOf(claim).toString(), due: dueOf(claim).toString() };
  return { ...(claimRecord.toJson(claim) as object), ...sums };
}
