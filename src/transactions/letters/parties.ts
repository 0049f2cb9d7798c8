import { ADMITTED_ROLES, type Role } from "../../chain/participant.ts";

/** Who issues letters. An audited entity never does: the auditor keeps control of what is asked and of whom (ISA 505). */
export const FIRM_ROLES: readonly Role[] = ["accounting-firm"];

/** Who answers them. */
export const BANK_ROLES: readonly Role[] = ["bank", "settlement-bank"];

/** Who can be audited: anybody but the council. */
export const ENTITY_ROLES = ADMITTED_ROLES;
