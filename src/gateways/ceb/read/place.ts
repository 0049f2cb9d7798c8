import type { FaultLog } from "../fault.ts";

/** Where in a message something is read, and where its faults go. */
export interface Place {
  readonly log: FaultLog;
  /** E.g. "OrderHead" or "OrderList 3". */
  readonly within: string;
  /** Which document of the message, from 1 on; absent outside of documents. */
  readonly document?: number;
}

/** Like "OrderHead/ebpCode of document 2". */
export function pathAt({ within, document }: Place, name?: string): string {
  const path = [within, name].filter((step) => step !== undefined && step !== "").join("/");
  return document === undefined ? path : `${path} of document ${document}`.trimStart();
}

/** What a fault or a warning says, found at a line of the file. */
export function foundAt<C>(
  place: Place,
  name: string | undefined,
  code: C,
  hint: string,
  line: number,
): { code: C; path: string; hint: string; line: number } {
  return { code, path: pathAt(place, name), hint, line };
}
