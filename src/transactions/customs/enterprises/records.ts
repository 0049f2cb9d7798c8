import type { Role } from "../../../chain/participant.ts";
import { participantName } from "../../../chain/participant.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";
import { enterpriseCode } from "../codes.ts";
import { filingOf } from "../filing.ts";

/** What an enterprise does in cross-border trade. Entries are only ever added at the end. */
export const ENTERPRISE_KINDS = [
  "platform",
  "merchant",
  "payment-firm",
  "carrier",
  "warehouse",
  "declarant",
  "guarantor",
] as const;
export const enterpriseKind = field.choice(ENTERPRISE_KINDS);
export type EnterpriseKind = (typeof ENTERPRISE_KINDS)[number];

/** The roles of which a participant needs one to be of a kind. A guarantor is a platform, merchant or carrier too, if it is one. */
export const KIND_ROLES: Readonly<Record<EnterpriseKind, readonly Role[]>> = {
  platform: ["platform"],
  merchant: ["merchant", "enterprise"],
  "payment-firm": ["payment-firm", "bank"],
  carrier: ["carrier"],
  warehouse: ["warehouse"],
  declarant: ["declarant"],
  guarantor: ["guarantor", "platform", "merchant", "enterprise", "carrier"],
};

export const enterpriseTerms = field.record({
  kinds: field.list(enterpriseKind, ENTERPRISE_KINDS.length, 1),
  /** As it is registered. */
  name: field.text(140, /\S/, "must be up to 140 bytes of text"),
});

export const enterpriseRecord = field.record({
  code: enterpriseCode,
  participant: participantName,
  /** Whose customs decides on it, ISO 3166-1 alpha-2. */
  country,
  ...filingOf(enterpriseTerms),
  height: field.count(),
});
export type EnterpriseRecord = ValueOf<typeof enterpriseRecord>;

/** By code. */
export const enterprises = stored(enterpriseRecord, (code: string) => `customs/enterprise/${code}`);
/** By code and version: each that was approved. */
export const enterpriseVersions = stored(
  field.record({ terms: enterpriseTerms, by: field.account(), height: field.count() }),
  (code: string, version: number) => `customs/enterprise/${code}/${version}`,
);
/** By participant and code. */
export const enterprisesOf = stored(
  field.record({ height: field.count() }),
  (name: string, code: string) => `customs/enterprise-of/${name}/${code}`,
);
