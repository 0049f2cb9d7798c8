import { COUNCIL } from "../../primitives/account-id.ts";
import type { AssetId } from "../../primitives/asset-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { Overlay } from "../../state/overlay.ts";
import { LOOKS_MAX } from "../../transactions/fx/book/matching.ts";
import { convertReceiving, convertSending } from "../../transactions/fx/paths/convert.ts";
import type { Hop, Leg } from "../../transactions/fx/paths/records.ts";
import { type PathReads, waysOf } from "./market.ts";
import { bestPaths } from "./search.ts";
import type { Way } from "./ways.ts";

/** What is to be exchanged, and which of the two amounts is given, in minor units. */
export interface Wish {
  readonly from: AssetId;
  readonly to: AssetId;
  readonly exactly: "send" | "deliver";
  readonly minor: bigint;
  /** Whose quotes count, and whose own offers are passed over. */
  readonly account?: Uint8Array | undefined;
}

/** A path, and what each exchange of it comes to on committed state. */
export interface Proposal {
  readonly hops: readonly Hop[];
  readonly legs: readonly Leg[];
  readonly height: number;
}

/** The path by which most arrives, or least is sent; undefined if there is none. */
export async function proposePath(node: PathReads, wish: Wish): Promise<Proposal | undefined> {
  const { from, to, exactly, minor, account } = wish;
  const ways = await waysOf(node, account);
  const side = exactly === "send" ? "pays" : "gets";
  const found = bestPaths(ways, { from: toHex(from), into: toHex(to) }, side, minor);
  const tried = found.flatMap((one) => tryOut(node, one, wish) ?? []);
  const value = ({ legs }: Proposal): bigint =>
    exactly === "send" ? legs.at(-1)!.got.minor : -legs[0]!.gave.minor;
  return tried.reduce<Proposal | undefined>(
    (best, one) => (best === undefined || value(one) > value(best) ? one : best),
    undefined,
  );
}

/** What a path comes to by the ledger's own rules, which decide what it says; undefined if it cannot be gone. */
function tryOut(
  { ledger, chain }: PathReads,
  ways: readonly Way[],
  { from, exactly, minor, account }: Wish,
): Proposal | undefined {
  const hops = ways.map(({ asset, quote }) => ({ asset, quote, worst: undefined }));
  const { height, header } = chain.head();
  // Without an account nobody's own offers are passed over: the council has none.
  const payer = {
    account: account ?? COUNCIL,
    timeMs: header.timeMs,
    height,
    looks: { left: LOOKS_MAX },
  };
  const scratch = new Overlay(ledger);
  const converted =
    exactly === "send"
      ? convertSending(scratch, { asset: from, minor }, hops, payer)
      : convertReceiving(scratch, from, hops, minor, payer);
  return converted.ok ? { hops, legs: converted.legs, height } : undefined;
}
