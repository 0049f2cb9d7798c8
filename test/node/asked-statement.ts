import { expect } from "vitest";

import type { Json } from "../../src/primitives/fields/field.ts";
import { result, start } from "../rpc/harness.ts";
import { TestNode } from "../rpc/test-node.ts";
import type { DiskChain } from "./disk-chain.ts";

/** The production server and method over a chain on disk; the rest of the node is of no matter here. */
export async function serve({ ledger: { chain }, world }: DiskChain): Promise<string> {
  const { context } = new TestNode();
  const { genesis, chainId } = world;
  const { url } = await start({
    context: { ...context, genesis, chainId, chain, ledger: chain.store },
    callsPerSecond: 1e6,
  });
  return url;
}

export interface Statement {
  readonly opening: Json;
  readonly closing: Json;
  readonly from: number;
  readonly to: number;
  readonly entries: { change: { available: string; held: string }; [name: string]: Json }[];
  readonly next: string | null;
}

/** All pages as one statement. */
export async function statementOf(
  url: string,
  params: { [name: string]: Json },
): Promise<Statement> {
  const first = await result<Statement>(url, "account_statement", params);
  const entries = [...first.entries];
  for (let { next } = first; next !== null;) {
    const page = await result<Statement>(url, "account_statement", {
      ...params,
      to: first.to,
      after: next,
    });
    const { opening, closing } = page;
    expect({ opening, closing }).toEqual({ opening: first.opening, closing: first.closing });
    entries.push(...page.entries);
    next = page.next;
  }
  return { ...first, entries, next: null };
}
