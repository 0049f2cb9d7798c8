import { describe, expect, test } from "vitest";

import type { SignerPort } from "../../src/consensus/ports.ts";
import { statementHash } from "../../src/chain/vote.ts";
import { SignedVotes } from "../../src/signer/signed-votes.ts";
import { Cluster } from "../simulation/cluster.ts";
import type { World } from "../simulation/world.ts";
import { createRandom } from "../state/random.ts";

// Goal: with signers that remember, refuse, vanish, or sign and lose the answer, nothing forks and no vote contradicts another; when
// they are back every transaction commits.
// Method: whole clusters on the simulated clock, network and disk; each validator's signer is the production memory of
// signed votes behind an unreliable line, and outlives its node's crashes. Agreement and C7 are checked at every step.

/** A signer behind a line that is bad while `trouble` is true. */
class BadLine {
  readonly #votes = new SignedVotes();
  readonly #random;
  /** Kinds of the votes that it refused, because another was signed. */
  readonly refused: string[] = [];
  trouble = true;

  constructor(seed: number) {
    this.#random = createRandom(seed);
  }

  port(key: World["keys"][number]): SignerPort {
    return {
      sign: (statement) => {
        const luck = this.trouble ? this.#random.below(3) : 0;
        if (luck === 1) return { reason: "not connected" };
        const verdict = this.#votes.judge(statement);
        if (verdict === "new") this.#votes.record(statement);
        if (luck === 2) return { reason: "the answer was lost" };
        if (verdict === "new" || verdict === "same") return key.sign(statementHash(statement));
        this.refused.push(statement.kind);
        return { reason: verdict };
      },
    };
  }
}

function clusterOf(seed: number, validators: number): { c: Cluster; lines: BadLine[] } {
  const lines = Array.from({ length: validators }, (_, i) => new BadLine(100 * seed + i));
  const c = new Cluster({
    ...{ seed, validators },
    signer: (node, { keys }) => lines[node]!.port(keys[node]!),
  });
  return { c, lines };
}

const all = (c: Cluster, number: number) => () => c.honest.every((i) => c.hasCommitted(i, number));

describe.each([1, 4, 7])("%d validators", (validators) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "C7: two of three signatures lost, by refusal of the line or of the answer [seed %d]",
    (seed) => {
      const { c, lines } = clusterOf(seed, validators);
      for (let i = 0; i < 20; i++) {
        c.submit(i % validators);
        c.runMs(500);
      }
      for (const line of lines) line.trouble = false;
      const number = c.submit(0);
      expect(c.runUntil(all(c, number), 30_000), c.trace()).toBe(true);
      // A VIEW-CHANGE that was signed unheard stands in the way of its view's COMMIT, as it must; no
      // other vote is ever asked for in the place of one that was asked for before.
      const kinds = new Set(lines.flatMap(({ refused }) => refused));
      expect([...kinds].filter((kind) => kind !== "commit")).toEqual([]);
    },
  );

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "C7, C8: the same, and nodes crash with votes that only their signers know of [seed %d]",
    (seed) => {
      const { c, lines } = clusterOf(seed, validators);
      for (let i = 0; i < 20; i++) {
        c.submit(i % validators);
        c.runMs(500);
        const victim = (seed + i) % validators;
        c.crash(victim);
        c.runMs(200);
        c.restart(victim);
      }
      for (const line of lines) line.trouble = false;
      const number = c.submit(0);
      expect(c.runUntil(all(c, number), 120_000), c.trace()).toBe(true);
    },
  );
});
