import { field } from "../../primitives/fields/index.ts";
import { stored } from "../stored.ts";

/** What can be past its deadline. Entries are only ever added at the end. */
export const dueKind = field.choice([
  "payment",
  "recall",
  "offer",
  "quote",
  "request",
  "letter",
  "customs-order",
  "customs-bill",
  "trade-order",
]);

/** Where the next sweep goes on, and how many deadlines wait. */
const dueHead = field.record({
  /** The second whose deadlines come next, counted from 1970. */
  second: field.count(),
  /** How many of them were looked at before. */
  index: field.uint(32),
  waiting: field.count(),
});

const dueSecond = field.record({ count: field.uint(32) });
const dueHour = field.record({ waiting: field.count() });
const dueObject = field.record({ kind: dueKind, id: field.blob(32) });

const digits = (value: number): string => value.toString().padStart(12, "0");

export const dueHeads = stored(dueHead, () => "due");
/** By hour: how many deadlines wait in its seconds. What is empty is passed over at once. */
export const dueHours = stored(dueHour, (hour: number) => `due/hour/${digits(hour)}`);
/** By second. */
export const dueSeconds = stored(dueSecond, (second: number) => `due/${digits(second)}`);
/** By second and place in it. */
export const dueObjects = stored(
  dueObject,
  (second: number, index: number) => `due/${digits(second)}/${index}`,
);
