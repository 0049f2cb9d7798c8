import type { Ask } from "../rpc/ask.ts";
import type { Language, Words } from "./language.ts";

/** One look at a page: by whom it asks the ledger, in which language, and where it is. */
export interface Visit {
  readonly ask: Ask;
  readonly language: Language;
  /** Path and query of the page, as it was asked for. */
  readonly path: string;
  readonly say: (words: Words) => string;
}

/** The newest block, which a page speaks of. */
export interface Head {
  readonly height: number;
  readonly header: { readonly timeMs: number };
}

/** "2026-11-30 06:10 UTC": the ledger's times have no other zone. */
export function timeText(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The page's own address with another value of a query. */
export function withQuery(path: string, name: string, value: string | number): string {
  const url = new URL(path, "http://page.invalid");
  url.searchParams.set(name, String(value));
  return `${url.pathname}${url.search}`;
}
