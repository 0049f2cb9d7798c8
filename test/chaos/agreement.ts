import { expect } from "vitest";

import { eventually } from "../e2e/devnet.ts";
import type { FourNodes } from "./four-nodes.ts";

const NODES = [0, 1, 2, 3] as const;

interface Commit {
  readonly certificate: { readonly seals: readonly { readonly validator: number }[] };
}

/**
 * Waits until a validator's signature stands in a commit certificate above the height where the
 * chain is now.
 */
export async function expectVotes({ devnet }: FourNodes, node: number): Promise<void> {
  const heightOf = async (one: number) =>
    (await devnet.call<{ height: number }>("chain_head", {}, one)).height;
  let next = (await heightOf((node + 1) % NODES.length)) + 1;
  await eventually(
    `a commit certificate signed by node-${node} above height ${next - 1}`,
    async () => {
      for (const head = await heightOf(node); next <= head; next++) {
        const { certificate } = await devnet.call<Commit>(
          "chain_getCommit",
          { height: next },
          node,
        );
        if (certificate.seals.some(({ validator }) => validator === node)) return true;
      }
      return undefined;
    },
    20_000,
  );
  const info = await devnet.call<{ consensus: { role: string } }>("node_info", {}, node);
  expect(info.consensus.role).toBe("validator");
}

/**
 * One chain, one state and one supply on all four nodes, and no vote anywhere that contradicts
 * another.
 */
export async function expectAgreement({ devnet }: FourNodes): Promise<void> {
  const heads = await Promise.all(
    NODES.map((node) => devnet.call<{ height: number }>("chain_head", {}, node)),
  );
  const height = Math.min(...heads.map((head) => head.height));
  const views = await Promise.all(
    NODES.map(async (node) => {
      const block = await devnet.call<{ digest: string }>("chain_getBlock", { height }, node);
      const { assets } = await devnet.call<{ assets: { code: string; supply: string }[] }>(
        "asset_list",
        {},
        node,
      );
      const supply = assets.map((one) => `${one.code} ${one.supply}`);
      const evidence = await devnet.call<object[]>("chain_evidence", {}, node);
      return { digest: block.digest, supply, evidence };
    }),
  );
  for (const view of views) expect(view).toEqual({ ...views[0], evidence: [] });
}
