import { describe, expect, test } from "vitest";

import { isLastOfEpoch } from "../../src/chain/epoch.ts";
import { Cluster } from "../simulation/cluster.ts";

// Goal: the validator set changes between epochs and at no other time, and no fault in between stops or forks the chain.
// Method: production step, executor and journal; simulated clock, network and disk.

function cluster(validators: number, spares: number): Cluster {
  return new Cluster({ seed: 1, validators, spares });
}

function commits(c: Cluster, at: number, nodes: readonly number[] = c.honest): void {
  const number = c.submit(at);
  const done = c.runUntil(() => nodes.every((i) => c.hasCommitted(i, number)), 60_000);
  expect(done, c.trace()).toBe(true);
}

function reaches(c: Cluster, epoch: number, nodes: readonly number[] = c.honest): void {
  const done = c.runUntil(() => nodes.every((i) => c.epoch(i) === epoch), 60_000);
  expect(done, c.trace()).toBe(true);
}

describe("C13: an epoch ends and the next one begins", () => {
  test("the block after the change is the epoch's last, and the new set signs from the next one on", () => {
    const c = cluster(4, 1);
    commits(c, 0);
    c.change(0, { add: [4] });
    reaches(c, 1);
    commits(c, 4);
    const headers = c.disks[0]!.blocks.map(({ block }) => block.header);
    const last = headers.findIndex(isLastOfEpoch);
    expect(headers[last]!.epoch).toBe(0);
    expect(headers[last + 1]!.epoch).toBe(1);
    expect(headers[last + 1]!.validators).toEqual(headers[last]!.nextValidators);
    expect(headers.filter(isLastOfEpoch)).toHaveLength(1);
    expect(c.node(4).driver.replica.setup.self).toBe(4);
  });

  test("4 → 5 → 7 → 4: everyone who has a vote uses it, who left follows", () => {
    const c = cluster(4, 3);
    commits(c, 0);
    c.change(1, { add: [4] });
    reaches(c, 1);
    commits(c, 4);
    c.change(2, { add: [5, 6] });
    reaches(c, 2);
    commits(c, 6);
    c.change(3, { remove: [0, 1, 2] });
    reaches(c, 3);
    commits(c, 5);
    expect(c.node(0).driver.replica.setup.self).toBeUndefined();
    expect(c.node(6).driver.replica.setup.self).toBe(3);
  });

  test("a change in the last block itself ends the next epoch", () => {
    const c = cluster(4, 2);
    commits(c, 0);
    c.change(0, { add: [4] });
    c.runMs(3); // the second change comes while the first one's block is under way
    c.change(0, { add: [5] });
    c.runUntil(() => c.epoch(0) >= 1, 60_000);
    c.change(0, { behindMs: 7_000 });
    commits(c, 0);
    reaches(c, c.epoch(0));
    commits(c, 5);
  });

  test("one validator alone changes its set, and a parameter change begins an epoch of the same set", () => {
    const c = cluster(1, 1);
    commits(c, 0);
    c.change(0, { behindMs: 7_000 });
    reaches(c, 1);
    commits(c, 0);
    c.change(0, { add: [1] });
    reaches(c, 2);
    commits(c, 1);
  });
});
