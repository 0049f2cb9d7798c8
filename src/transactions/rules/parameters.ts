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
  "customs-transaction-limit": {
    since: 8,
    unit: "minor units",
    default: 500_000n,
    min: 0n,
    max: 100_000_000_000n,
    summary: "Above this value one import to a person is taxed in full, if it is a single article.",
    source: "财关税〔2018〕49号: CNY 5,000",
  },
  "customs-annual-limit": {
    since: 8,
    unit: "minor units",
    default: 2_600_000n,
    min: 0n,
    max: 100_000_000_000n,
    summary: "What a person may import in a year of UTC by cross-border retail.",
    source: "财关税〔2018〕49号: CNY 26,000",
  },
  "customs-tax-percent": {
    since: 8,
    unit: "percent",
    default: 70n,
    min: 0n,
    max: 100n,
    summary: "How much of value-added and consumption tax is levied within the limits.",
    source: "财关税〔2016〕18号: 70 percent",
  },
  "customs-return-apply-days": {
    since: 8,
    unit: "days",
    default: 30n,
    min: 1n,
    max: 365n,
    summary: "How long after its release goods can be announced to come back without tax.",
    source: "海关总署公告2018年第194号, 2020年第45号; to be compared with the current text",
  },
  "customs-return-arrive-days": {
    since: 8,
    unit: "days",
    default: 45n,
    min: 1n,
    max: 365n,
    summary: "How long after their release goods that come back without tax have to arrive.",
    source: "海关总署公告2020年第45号; to be compared with the current text",
  },
  "customs-export-return-days": {
    since: 8,
    unit: "days",
    default: 365n,
    min: 1n,
    max: 1_825n,
    summary: "How long after its export goods can come back without tax.",
    source: "海关总署公告2020年第44号: one year",
  },
  "customs-tax-from-days": {
    since: 8,
    unit: "days",
    default: 31n,
    min: 0n,
    max: 365n,
    summary:
      "How long after the release a tax bill can be paid first: until then goods may come back.",
    source: "海关总署公告2018年第194号: from the 31st day",
  },
  "customs-tax-by-days": {
    since: 8,
    unit: "days",
    default: 45n,
    min: 1n,
    max: 365n,
    summary:
      "How long after the release a tax bill can be paid last, before it is taken from the guarantee.",
    source: "海关总署公告2018年第194号: to the 45th day",
  },
  "customs-waybill-reuse-days": {
    since: 8,
    unit: "days",
    default: 183n,
    min: 1n,
    max: 3_650n,
    summary: "How long a carrier does not give a waybill number again.",
    source: "CEB511: six months",
  },
  "customs-order-days": {
    since: 8,
    unit: "days",
    default: 90n,
    min: 1n,
    max: 365n,
    summary: "How long an order keeps its part of the buyer's annual limit without being declared.",
    source: "the consortium's own choice",
  },
  "trade-receipt-percent": {
    since: 9,
    unit: "percent",
    default: 100n,
    min: 0n,
    max: 100n,
    summary:
      "How much of the declared price receipts in the same currency cover before an export refund is claimed.",
    source: "国家税务总局公告2013年第30号; to be compared with the current text",
  },
  "trade-pay-hours": {
    since: 9,
    unit: "hours",
    default: 24n,
    min: 1n,
    max: 720n,
    summary: "How long an order of a mall waits for its payment, and its stock is kept.",
    source: "the consortium's own choice",
  },
  "trade-ship-days": {
    since: 9,
    unit: "days",
    default: 15n,
    min: 1n,
    max: 180n,
    summary: "How long after its payment what was not sent of an order is paid back.",
    source: "the consortium's own choice",
  },
  "trade-accept-days": {
    since: 9,
    unit: "days",
    default: 15n,
    min: 1n,
    max: 180n,
    summary: "How long after it was sent an order counts as accepted if its buyer says nothing.",
    source: "the consortium's own choice",
  },
  "trade-answer-days": {
    since: 9,
    unit: "days",
    default: 5n,
    min: 1n,
    max: 90n,
    summary:
      "How long a merchant has to answer to a refund that is asked for, and a buyer to dispute the answer.",
    source: "the consortium's own choice",
  },
  "trade-return-days": {
    since: 9,
    unit: "working days",
    default: 7n,
    min: 1n,
    max: 60n,
    summary: "How long after it was sent an article of another mall's order can be given back.",
    source: "消费者权益保护法第25条: seven days; in working days by the consortium's own choice",
  },
} as const satisfies Readonly<Record<string, ParameterDeclaration>>;

export type ParameterName = keyof typeof DECLARED;

export const PARAMETER_NAMES = Object.keys(DECLARED) as ParameterName[];

export function declarationOf(name: ParameterName): ParameterDeclaration {
  return DECLARED[name];
}
