import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";
import { toHex } from "../primitives/bytes.ts";
import { COUNTRY_CODES } from "./country-codes.ts";

/** Registered roles (docs/domain). On the wire a role is its place here: add at the end, never reorder. */
export const ROLES = [
  "council",
  "bank",
  "gateway",
  "wallet",
  "settlement-bank",
  "market-maker",
  "liquidity-provider",
  "enterprise",
  "person",
  "accounting-firm",
  "customs",
  "inspection",
  "tax",
  "platform",
  "merchant",
  "payment-firm",
  "carrier",
  "warehouse",
  "declarant",
  "guarantor",
  "regulator",
  "policy-agency",
  "association",
  "operator",
] as const;
export type Role = (typeof ROLES)[number];

/** Roles of everyone who is admitted, by the council or by a sponsor. The council's own is given by genesis. */
export const ADMITTED_ROLES: readonly Role[] = ROLES.filter((role) => role !== "council");

export const NAME = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/;

/** A participant's name, unique on the chain: what people type where an account is wanted. */
export const participantName = field.text(
  limits.nameBytes,
  NAME,
  "must be 3 to 40 lower-case letters, digits and hyphens, starting with a letter",
);

export const signer = field.record({ publicKey: field.bytes(32), weight: field.uint(8) });

/** Weights needed: low for housekeeping, medium for moving value, high for changing who may sign. */
export const thresholds = field.record({
  low: field.uint(16),
  medium: field.uint(16),
  high: field.uint(16),
});
export type Thresholds = ValueOf<typeof thresholds>;
export type ThresholdLevel = keyof Thresholds;

/** How an account is signed for. */
export const authority = field.record({
  signers: field.list(signer, limits.signersPerAccount, 1),
  thresholds,
});
export type Authority = ValueOf<typeof authority>;

/** What the council states when it admits a participant. */
export const admission = field.record({
  name: participantName,
  roles: field.list(field.choice(ROLES), ROLES.length, 1),
  /** ISO 3166-1 alpha-2. */
  country: field.text(2, /^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code, like HK"),
  /** ISO 17442 legal entity identifier; people have none. */
  lei: field.optional(
    field.text(20, /^[0-9A-Z]{18}[0-9]{2}$/, "must be 20 characters, the last two digits"),
  ),
  authority,
});
export type Admission = ValueOf<typeof admission>;

export const authorityFailures = {
  DUPLICATE_SIGNER: "A public key is listed twice. List each signer once, with its whole weight.",
  ZERO_WEIGHT:
    "A signer has weight 0 and could never sign. Give it a weight from 1 to 255 or leave it out.",
  THRESHOLD_UNREACHABLE:
    "A threshold is 0, above the signers' total weight, or lower than the level below it.",
} as const;

export const admissionFailures = {
  UNKNOWN_COUNTRY:
    "The country is not an ISO 3166-1 alpha-2 code. Use the code of incorporation or residence.",
  LEI_CHECK_DIGITS:
    "The LEI's check digits are wrong (ISO 17442). Compare it with the register for a typing error.",
  DUPLICATE_ROLE: "A role is listed twice. List each role once.",
  ...authorityFailures,
} as const;

/** What is wrong with an admission, whatever the ledger holds; undefined if nothing is. */
export function checkAdmission(value: Admission): keyof typeof admissionFailures | undefined {
  if (!COUNTRY_CODES.has(value.country)) return "UNKNOWN_COUNTRY";
  if (value.lei !== undefined && !hasLeiCheckDigits(value.lei)) return "LEI_CHECK_DIGITS";
  if (new Set(value.roles).size !== value.roles.length) return "DUPLICATE_ROLE";
  return checkAuthority(value.authority);
}

/** What is wrong with signers and thresholds; undefined if nothing is. */
export function checkAuthority({
  signers,
  thresholds,
}: Authority): keyof typeof authorityFailures | undefined {
  const keys = new Set(signers.map(({ publicKey }) => toHex(publicKey)));
  if (keys.size !== signers.length) return "DUPLICATE_SIGNER";
  if (signers.some(({ weight }) => weight === 0)) return "ZERO_WEIGHT";
  const total = totalWeight(signers);
  const { low, medium, high } = thresholds;
  if (low === 0 || low > medium || medium > high || high > total) return "THRESHOLD_UNREACHABLE";
  return undefined;
}

export function totalWeight(signers: Authority["signers"]): number {
  return signers.reduce((sum, { weight }) => sum + weight, 0);
}

/** More than two thirds of the council's weight, whatever is being decided. */
export function councilThresholds(signers: Authority["signers"]): Thresholds {
  const needed = Math.floor((2 * totalWeight(signers)) / 3) + 1;
  return { low: needed, medium: needed, high: needed };
}

/** ISO 17442: letters count 10 to 35, and the number so written leaves 1 when divided by 97 (ISO 7064 MOD 97-10). */
export function hasLeiCheckDigits(lei: string): boolean {
  let remainder = 0;
  for (const character of lei) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder === 1;
}
