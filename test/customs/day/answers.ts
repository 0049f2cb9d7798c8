import { decodeOwn } from "../../../src/primitives/fields/codec.ts";
import { operationTypeByName } from "../../../src/transactions/table.ts";
import type { Names } from "./orders.ts";
import type { Act } from "./words.ts";

interface ListResult {
  readonly status: string;
  readonly mismatches: readonly string[];
}

/** What results of operations hold, whichever it is. */
interface Result extends ListResult {
  readonly id: Uint8Array;
  readonly lists: readonly (ListResult & { readonly list: Uint8Array })[];
  readonly place: number;
  readonly inTime: boolean;
  readonly arriveBy: number;
  readonly approved: boolean;
  readonly taxFree: boolean;
  readonly tax: bigint;
  readonly value: bigint;
  readonly paid: { readonly minor: bigint };
  readonly refunded: { readonly minor: bigint };
  readonly deposited: bigint;
  readonly committed: bigint;
  readonly entryId: string;
}

/** What a receipt says of an act that was done, in the model's words. */
export function saidOf(act: Act, type: string, bytes: Uint8Array, names: Names): string {
  const result = decodeOwn(operationTypeByName(type)!.result, bytes) as unknown as Result;
  if (act.kind === "sum") names.summaries.set(act.copNo, result.id);
  return ANSWERS[act.kind](result, names);
}

type Say = (result: Result, names: Names) => string;

const documents: Say = ({ lists }, names) => {
  const all = lists.map((one) => `${names.nameOf(one.list)!} ${textOf(one)}`);
  return all.sort().join("; ");
};
const status: Say = (result) => result.status;
const deposit: Say = ({ deposited, committed }) => `${deposited} ${committed}`;
const nothing: Say = () => "";

const ANSWERS: Readonly<Record<Act["kind"], Say>> = {
  order: documents,
  payment: documents,
  waybill: documents,
  list: textOf,
  arrive: nothing,
  track: nothing,
  receipt: status,
  cancel: status,
  answer: status,
  return: ({ place, inTime, arriveBy }) => `${place} ${inTime} ${arriveBy}`,
  "let-in": ({ approved }) => String(approved),
  back: ({ taxFree, tax, value }) => `${taxFree} ${tax} ${value}`,
  pay: ({ paid }) => String(paid.minor),
  refund: ({ refunded }) => String(refunded.minor),
  deposit,
  withdraw: deposit,
  enterprise: nothing,
  article: nothing,
  sum: nothing,
  enter: ({ entryId }) => entryId,
};

function textOf(result: ListResult): string {
  return [result.status, ...[...result.mismatches].sort()].join(" ");
}
