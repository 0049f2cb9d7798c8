/** What a regulator may set, and what holds where none has. */
export interface ParameterDeclaration {
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
    unit: "working days",
    default: 10n,
    min: 1n,
    max: 60n,
    summary: "How long the creditor's side has to answer the recall of a payment.",
    source: "the consortium's own choice, until a regulator sets another",
  },
  "held-payment-hours-max": {
    unit: "hours",
    default: 720n,
    min: 1n,
    max: 2_160n,
    summary: "How long a held payment may wait for its approvals.",
    source: "the consortium's own choice: 30 days",
  },
} as const satisfies Readonly<Record<string, ParameterDeclaration>>;

export type ParameterName = keyof typeof DECLARED;

export const PARAMETER_NAMES = Object.keys(DECLARED) as ParameterName[];

export function declarationOf(name: ParameterName): ParameterDeclaration {
  return DECLARED[name];
}
