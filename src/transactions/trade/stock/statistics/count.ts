import { dayOf, formatDay } from "../../../../primitives/civil-day.ts";
import type { Ledger, LedgerReader } from "../../../../state/ledger.ts";
import { U64_MAX } from "../../../assets/balance.ts";
import { commodities } from "../../../customs/commodities/records.ts";
import { enterprises } from "../../../customs/enterprises/records.ts";
import type { MovementKind, MovementRecord, Shelf } from "../records.ts";
import {
  countedIn,
  type Flow,
  type StockDayRecord,
  stockDays,
  type StockGroup,
  stockLevels,
} from "./records.ts";

/** The first protocol version that counts stock. */
const SINCE = 10;

/** What a movement counts as. One that only reserves moves no goods. */
const FLOWS: Readonly<Record<MovementKind, Flow | undefined>> = {
  receive: "received",
  dispatch: "dispatched",
  "transfer-out": "sentOn",
  "transfer-in": "arrived",
  "count-more": "found",
  "count-less": "lost",
  reserve: undefined,
  unreserve: undefined,
  ship: "shipped",
  restock: "cameBack",
};

const NOTHING: StockDayRecord = {
  ...{ movements: 0, ranEmpty: 0, received: 0n, dispatched: 0n, sentOn: 0n, arrived: 0n },
  ...{ found: 0n, lost: 0n, shipped: 0n, cameBack: 0n },
};

/** Counts a movement in the day in which it happens and in what lies there now; `before` it so much was on hand. */
export function countMovement(
  ledger: Ledger,
  shelf: Shelf,
  { kind, quantity, onHand, timeMs }: MovementRecord,
  before: bigint,
  protocolVersion: number,
): void {
  const flow = FLOWS[kind];
  if (flow === undefined || protocolVersion < SINCE) return;
  const group = groupOf(ledger, shelf);
  const day = formatDay(dayOf(timeMs));
  const sums = stockDays.read(ledger, day, group) ?? NOTHING;
  const movements = sums.movements + 1;
  const ranEmpty = sums.ranEmpty + (onHand === 0n ? 1 : 0);
  const flown = { [flow]: sum(sums[flow], quantity) };
  stockDays.write(ledger, { ...sums, movements, ranEmpty, ...flown }, day, group);
  regroup(ledger, shelf, group, before, onHand);
}

/** By the article's heading and unit as they are on record now: goods are kept only if they are. */
function groupOf(ledger: LedgerReader, { warehouse, merchant, itemNo }: Shelf): StockGroup {
  const { country } = enterprises.read(ledger, warehouse)!;
  const { gcode, unit } = commodities.read(ledger, merchant, itemNo)!.terms!;
  return { country, chapter: gcode.slice(0, 2), unit };
}

/**
 * Takes a shelf out of the group that it was counted in and counts it in its group of now. A shelf from before version 10 was in none: it
 * joins with its next movement, and one whose article has another heading since then goes over with it.
 */
function regroup(
  ledger: Ledger,
  shelf: Shelf,
  group: StockGroup,
  before: bigint,
  after: bigint,
): void {
  const former = countedIn.read(ledger, shelf);
  if (former !== undefined) changeLevel(ledger, former, -1, -before);
  if (after === 0n) {
    if (former !== undefined) ledger.delete(countedIn.key(shelf));
    return;
  }
  changeLevel(ledger, group, 1, after);
  countedIn.write(ledger, group, shelf);
}

function changeLevel(ledger: Ledger, group: StockGroup, more: 1 | -1, quantity: bigint): void {
  const before = stockLevels.read(ledger, group) ?? { shelves: 0, onHand: 0n };
  const shelves = before.shelves + more;
  if (shelves === 0) ledger.delete(stockLevels.key(group));
  else stockLevels.write(ledger, { shelves, onHand: before.onHand + quantity }, group);
}

/** A sum that is full stays full: no movement may fail for the sake of a statistic. */
function sum(before: bigint, more: bigint): bigint {
  return before + more > U64_MAX ? U64_MAX : before + more;
}
