import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { limits } from "../../../primitives/limits.ts";
import type { Ledger } from "../../../state/ledger.ts";
import type { OperationContext } from "../../definition.ts";
import { stored } from "../../stored.ts";
import { placeOf } from "./records.ts";
import { IN_SCREENING, TO_SHIP } from "./sale-states.ts";
import { type SaleRecord, sales, salesInScreening, salesToShip } from "./sales.ts";

/** What can happen to an order of another mall. Entries are only ever added at the end. */
export const saleStep = field.choice([
  "import",
  "approve",
  "hold",
  "refuse",
  "ship",
  "return",
  "exchange",
]);
type Step = ValueOf<typeof saleStep>;

/** One step of an order, written once and kept for ever: who, with which keys, in which block. */
export const stepRecord = field.record({
  step: saleStep,
  /** A reason, or the place of a shipment or return. */
  code: field.optional(field.text(40)),
  by: field.account(),
  signers: field.list(field.bytes(32), limits.signersPerAccount),
  operation: field.hash(),
  height: field.count(),
  timeMs: field.count(),
});
export type StepRecord = ValueOf<typeof stepRecord>;

export function saleStepsPrefix(id: Uint8Array): string {
  return `trade/sale-step/${toHex(id)}/`;
}
/** By order and place, from 0. */
export const saleSteps = stored(
  stepRecord,
  (id: Uint8Array, place: number) => `${saleStepsPrefix(id)}${placeOf(place)}`,
);

export type Acting = Pick<
  OperationContext<unknown>,
  "source" | "signers" | "operationId" | "height" | "timeMs"
>;

/** Everybody who has a part in an order. */
export function partiesOf({ merchant, warehouse, platform }: SaleRecord): readonly string[] {
  return platform === undefined ? [merchant, warehouse] : [merchant, warehouse, platform];
}

/** Writes an order as it is after a step, and the step; whoever has to act now finds it. */
export function takeStep(
  ledger: Ledger,
  sale: SaleRecord,
  step: Step,
  { source: by, signers, operationId: operation, height, timeMs }: Acting,
  code?: string,
): void {
  const { id, status, steps, warehouse } = sale;
  saleSteps.write(ledger, { step, code, by, signers, operation, height, timeMs }, id, steps);
  sales.write(ledger, { ...sale, steps: steps + 1 }, id);
  for (const party of partiesOf(sale)) {
    if (IN_SCREENING.includes(status)) salesInScreening.write(ledger, { height }, party, id);
    else ledger.delete(salesInScreening.key(party, id));
  }
  if (TO_SHIP.includes(status)) salesToShip.write(ledger, { height }, warehouse, id);
  else ledger.delete(salesToShip.key(warehouse, id));
}
