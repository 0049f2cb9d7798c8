/** What a regulator may set, and what holds where none has. */
export interface ParameterDeclaration {
  /** First protocol version that knows it. */
  readonly since: number;
  readonly unit: string;
  readonly default: bigint;
  readonly min: bigint;
  readonly max: bigint;
  readonly summary: string;
  /** Where the rule, or its default, comes from. */
  readonly source: string;
}

/**
 * Every parameter of regulators. On the wire a name is its place here: add at the end, never reorder. A changed default or
 * range is a change of rules and needs a protocol version.
 */
const DECLARED = {
  "recall-answer-days": {
    since: 3,
    unit: "working days",
    default: 10n,
    min: 1n,
    max: 60n,
    summary: "How long the creditor's side has to answer the recall of a payment.",
    source: "the consortium's own choice, until a regulator sets another",
  },
  "held-payment-hours-max": {
    since: 3,
    unit: "hours",
    default: 720n,
    min: 1n,
    max: 2_160n,
    summary: "How long a held payment may wait for its approvals.",
    source: "the consortium's own choice: 30 days",
  },
  "letter-cure-days": {
    since: 7,
    unit: "working days",
    default: 3n,
    min: 1n,
    max: 60n,
    summary: "How long the firm has to put a returned confirmation letter right.",
    source: "the platform's rules on confirmation letters; to be compared with the current text",
  },
  "letter-authorise-days": {
    since: 7,
    unit: "days",
    default: 10n,
    min: 1n,
    max: 90n,
    summary: "How long the audited entity has to authorise an accepted confirmation letter.",
    source: "the platform's rules on confirmation letters; to be compared with the current text",
  },
  "letter-reply-days": {
    since: 7,
    unit: "working days",
    default: 10n,
    min: 1n,
    max: 60n,
    summary: "How long the bank has to answer an authorised confirmation letter.",
    source: "财会〔2020〕12号: ten working days from a conforming letter",
  },
  "letter-life-days": {
    since: 7,
    unit: "working days",
    default: 30n,
    min: 5n,
    max: 260n,
    summary: "How long a confirmation letter waits for the bank before it lapses.",
    source: "the consortium's own choice: three times the time for an answer",
  },
} as const satisfies Readonly<Record<string, ParameterDeclaration>>;

export type ParameterName = keyof typeof DECLARED;

export const PARAMETER_NAMES = Object.keys(DECLARED) as ParameterName[];

export function declarationOf(name: ParameterName): ParameterDeclaration {
  return DECLARED[name];
}
