import type { FaultCode } from "../../../../src/gateways/ceb/fault.ts";
import { changed } from "../samples.ts";

/** One thing that is wrong with a file, the code that it is refused by, and where. */
export type Refusal = readonly [
  what: string,
  bytes: () => Uint8Array,
  code: FaultCode,
  path: string,
];

/** The sample of an order, changed. */
export const order = (from: string | RegExp, to: string) => () => changed("311-order", from, to);
/** The same with one value changed, wherever it stands first. */
export const value = (name: string, to: string) =>
  order(new RegExp(`<ceb:${name}>[^<]*</ceb:${name}>`), `<ceb:${name}>${to}</ceb:${name}>`);
/** Places in it. */
export const head = (name: string) => `OrderHead/${name} of document 1`;
export const line = (name: string) => `OrderList 1/${name} of document 1`;
/** What matches stands there so many times. */
export const repeated = (from: RegExp, times: number) =>
  order(from, Array.from({ length: times }, () => "$&").join(""));
