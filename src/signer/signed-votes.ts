import type { Statement, VoteKind } from "../chain/vote.ts";
import { equalBytes, fromHex, toHex } from "../primitives/bytes.ts";

/**
 * Views below the highest that was signed in which votes are remembered. A node votes in its own view and completes the few
 * before it; what is older is refused, because it is forgotten.
 */
export const VIEWS_KEPT = 64;

/** What is to become of a statement: signed for the first time, signed as before, or refused. */
export type Verdict = "new" | "same" | "DOUBLE_SIGN" | "STALE";

type VotesOfView = Readonly<Partial<Record<VoteKind, Uint8Array>>>;

interface ChainVotes {
  readonly epoch: number;
  readonly highestView: number;
  readonly views: ReadonlyMap<number, VotesOfView>;
}

/**
 * What one key has signed, by chain: the votes of the recent views of its highest epoch. All that lies below is closed, so that
 * forgetting it cannot lead to a second vote (C7).
 */
export class SignedVotes {
  readonly #chains = new Map<string, ChainVotes>();

  judge({ chainId, epoch, view, kind, digest }: Statement): Verdict {
    const known = this.#chains.get(toHex(chainId));
    if (known === undefined || epoch > known.epoch) return "new";
    if (epoch < known.epoch || view <= known.highestView - VIEWS_KEPT) return "STALE";
    const votes = known.views.get(view) ?? {};
    const before = votes[kind];
    if (before !== undefined) return equalBytes(before, digest) ? "same" : "DOUBLE_SIGN";
    const isSplit =
      (kind === "commit" && votes["view-change"] !== undefined) ||
      (kind === "view-change" && votes.commit !== undefined);
    return isSplit ? "DOUBLE_SIGN" : "new";
  }

  /** Remembers a statement that was judged new. */
  record({ chainId, epoch, view, kind, digest }: Statement): void {
    const hex = toHex(chainId);
    const before = this.#chains.get(hex);
    const isSameEpoch = before?.epoch === epoch;
    const highestView = Math.max(view, isSameEpoch ? before.highestView : 0);
    const views = new Map(isSameEpoch ? before.views : []);
    views.set(view, { ...views.get(view), [kind]: digest });
    for (const at of views.keys()) if (at <= highestView - VIEWS_KEPT) views.delete(at);
    this.#chains.set(hex, { epoch, highestView, views });
  }

  /** Statements that make up all of this memory again, recorded in this order. */
  statements(): readonly Statement[] {
    return [...this.#chains].flatMap(([hex, { epoch, views }]) => {
      const chainId = fromHex(hex)!;
      return [...views].flatMap(([view, votes]) =>
        Object.entries(votes).map(([kind, digest]) => ({
          ...{ chainId, epoch, view, digest },
          kind: kind as VoteKind,
        })),
      );
    });
  }
}
