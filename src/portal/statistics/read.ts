import type { Ask } from "../../rpc/ask.ts";

/** A page of a list has so many entries at most, and so many pages are read: beyond that a reader takes the methods themselves. */
const [ENTRIES, PAGES] = [100, 30];

/** What is wanted: a country, ISO 3166-1 alpha-2, and a month like "2026-11". */
export interface Wanted {
  readonly country: string;
  readonly month: string;
}

export interface Read<T> {
  readonly entries: readonly T[];
  /** Whether there are more than were read. */
  readonly isCut: boolean;
}

/** All counters of one kind, of a month or of now; `list` is the member of the answer that has them. */
export async function readCounters<T>(
  ask: Ask,
  method: string,
  list: string,
  wanted: Wanted | Pick<Wanted, "country">,
): Promise<Read<T>> {
  const entries: T[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const from: Readonly<Record<string, string>> = after === null ? {} : { after };
    const answer = await ask<{ readonly next: string | null } & Readonly<Record<string, unknown>>>(
      method,
      { ...wanted, limit: ENTRIES, ...from },
    );
    entries.push(...(answer[list] as readonly T[]));
    after = answer.next;
    if (after === null) return { entries, isCut: false };
  }
  return { entries, isCut: true };
}
