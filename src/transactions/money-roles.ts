import { type Role, ROLES } from "../chain/participant.ts";

/** Roles that only watch or decide; they have no business holding money. */
const WITHOUT_MONEY: readonly Role[] = [
  "council",
  "customs",
  "inspection",
  "regulator",
  "policy-agency",
  "association",
];

/** Roles that may hold, pay and redeem. */
export const MONEY_ROLES: readonly Role[] = ROLES.filter((role) => !WITHOUT_MONEY.includes(role));
