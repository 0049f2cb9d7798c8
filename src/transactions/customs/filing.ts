import type { AnyShape, RecordField, RecordOf } from "../../primitives/fields/composites.ts";
import { field } from "../../primitives/fields/index.ts";

/** What an office does with a record: of one that was filed, of one that is in force. */
export const decision = field.choice(["approve", "refuse", "suspend", "reinstate"]);
export type Decision = "approve" | "refuse" | "suspend" | "reinstate";

/** Why an office refuses or suspends; what was said behind it is not for the ledger. */
export const decisionReason = field.choice([
  "INCOMPLETE",
  "FALSE_STATEMENT",
  "WRONG_CODE",
  "PROHIBITED",
  "LICENCE_LAPSED",
  "UNDER_INVESTIGATION",
  "AT_ITS_OWN_WISH",
  "OTHER",
]);

/**
 * A record that its owner files and an office approves, version by version. The approved version stays in force while a change
 * waits; nothing is in force before the first approval and while the record is suspended.
 */
export function filingOf<S extends AnyShape>(terms: RecordField<S>) {
  return {
    /** Of the version in force; 0 while there is none. */
    version: field.uint(32),
    terms: field.optional(terms),
    suspended: field.optional(decisionReason),
    /** What waits for the office. */
    filed: field.optional(
      field.record({ version: field.uint(32), terms, by: field.account(), height: field.count() }),
    ),
    /** Versions that were ever filed. */
    versions: field.uint(32),
    /** Why the last one was refused, until another is filed. */
    refused: field.optional(decisionReason),
  } as const;
}

/** A record's filing, whatever it is about. */
export interface Filing<T> {
  readonly version: number;
  readonly terms: T | undefined;
  readonly suspended: RecordOf<{ reason: typeof decisionReason }>["reason"] | undefined;
  readonly filed:
    | {
        readonly version: number;
        readonly terms: T;
        readonly by: Uint8Array;
        readonly height: number;
      }
    | undefined;
  readonly versions: number;
  readonly refused: RecordOf<{ reason: typeof decisionReason }>["reason"] | undefined;
}

export const NOT_FILED = {
  ...{ version: 0, terms: undefined, suspended: undefined, filed: undefined },
  ...{ versions: 0, refused: undefined },
} as const;

/** The terms in force, if there are any. */
export function inForce<T>(filing: Filing<T> | undefined): T | undefined {
  return filing?.suspended === undefined ? filing?.terms : undefined;
}

/** Another version waits for the office; it takes the place of one that waited before. */
export function file<T>(
  before: Filing<T>,
  terms: T,
  { source, height }: { readonly source: Uint8Array; readonly height: number },
): Filing<T> {
  const version = before.versions + 1;
  const filed = { version, terms, by: source, height };
  return { ...before, filed, versions: version, refused: undefined };
}

export const decisionFailures = {
  VERSION_DIFFERS:
    "Another version waits or is in force now. Read the record again and decide on that one.",
  NOTHING_TO_DECIDE:
    "The record has nothing that can be so decided: none waits, or it is suspended or not. Read it again.",
  REASON_MISSING: "Refusing and suspending need a reason; approving and reinstating have none.",
} as const;

type Reason = NonNullable<Filing<unknown>["suspended"]>;
export interface Deciding {
  readonly version: number;
  readonly decision: Decision;
  readonly reason: Reason | undefined;
}

/** What is wrong with a decision, whatever the ledger holds. */
export function whyNotDecision({ decision: what, reason }: Deciding): "REASON_MISSING" | undefined {
  const needsReason = what === "refuse" || what === "suspend";
  return needsReason === (reason !== undefined) ? undefined : "REASON_MISSING";
}

/** The record after a decision, or why it cannot be so decided. */
export function decide<T>(
  before: Filing<T>,
  { version, decision: what, reason }: Deciding,
): Filing<T> | "VERSION_DIFFERS" | "NOTHING_TO_DECIDE" {
  const { filed, terms, suspended } = before;
  if (what === "approve" || what === "refuse") {
    if (filed === undefined) return "NOTHING_TO_DECIDE";
    if (filed.version !== version) return "VERSION_DIFFERS";
    if (what === "refuse") return { ...before, filed: undefined, refused: reason };
    return { ...before, version, terms: filed.terms, filed: undefined };
  }
  const isSuspending = what === "suspend";
  if (terms === undefined || isSuspending === (suspended !== undefined)) return "NOTHING_TO_DECIDE";
  if (before.version !== version) return "VERSION_DIFFERS";
  return { ...before, suspended: isSuspending ? reason : undefined };
}
