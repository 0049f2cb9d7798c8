import { toHex } from "../../../../src/primitives/bytes.ts";
import { events } from "../../../../src/transactions/customs/history.ts";
import type { TestLedger } from "../../../ledger.ts";
import type { Model } from "../model/model.ts";
import type { Names } from "../orders.ts";
import { keyOf } from "../port-ledger.ts";
import type { Report } from "../report.ts";
import { ENTERPRISES, OFFICES } from "../world.ts";

/** The ledger, the model, and what is called what. */
export interface Sides {
  readonly model: Model;
  readonly ledger: TestLedger;
  readonly names: Names;
  readonly report: Report;
}

const everybody = [...ENTERPRISES.map(({ name }) => name), ...OFFICES.map(([name]) => name)];
const people = new Map(everybody.map((name) => [toHex(keyOf(name).account), name]));

/** The ledger's own acts, whoever sent the document that brought them about. */
const OWN = ["match", "mismatch", "lapse"];

/** A history as the model writes it. */
export function historyOf({ ledger }: Sides, id: Uint8Array, steps: number): string[] {
  return Array.from({ length: steps }, (_, place) => {
    const { event, code, by, timeMs } = events.read(ledger.state, id, place)!;
    const who = by === undefined || OWN.includes(event) ? "-" : people.get(toHex(by))!;
    // Of several mismatches the first is named too; the model does not know an order of them.
    const said = event === "mismatch" ? code!.split(" ")[0]! : (code?.replace(" ", "_") ?? "-");
    return `${event} ${said} ${who} ${timeMs}`;
  });
}

/** The parts of a name: what it is of, code, number, and of a waybill the use of that number. */
export function partsOf(
  name: string,
): readonly [kind: string, code: string, no: string, use: number] {
  const [kind, code, no, use] = name.split(" ") as [string, string, string, string?];
  return [kind, code, no, Number(use)];
}
