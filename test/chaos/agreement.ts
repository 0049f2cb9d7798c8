import { expect } from "vitest";

import { eventually } from "../e2e/devnet.ts";
import type { FourNodes } from "./four-nodes.ts";

const NODES = [0, 1, 2, 3] as const;

interface Commit {
  readonly certificate: { readonly seals: readonly { readonly validator: number }[] };
}

interface NodeInfo {
  readonly consensus: { readonly role: string };
}

/**
 * Waits until a validator says that it votes, and until its signature stands in a commit certificate
 * above the block that is under way then: a vote for that one may be older than the process.
 */
export async function expectVotes({ devnet }: FourNodes, node: number): Promise<void> {
  const heightOf = async (one: number) =>
    (await devnet.call<{ height: number }>("chain_head", {}, one)).height;
  await eventually(
    `node-${node} votes`,
    async () => {
      const info = await devnet.call<NodeInfo>("node_info", {}, node);
      return info.consensus.role === "validator" || undefined;
    },
    20_000,
  );
  const underWay = (await heightOf((node + 1) % NODES.length)) + 1;
  let next = underWay + 1;
  await eventually(
    `a commit certificate signed by node-${node} above height ${underWay}`,
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
