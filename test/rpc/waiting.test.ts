import { beforeEach, expect, test } from "vitest";

import { assetId } from "../../src/primitives/asset-id.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { payment } from "../ledger.ts";
import { result, start } from "./harness.ts";
import { accountOf, operation, signBody, testGenesis, TestNode } from "./test-node.ts";

// Goal: whoever must decide finds all that waits for it, page by page, and nothing that is decided.
// Method: a gateway that is asked to pay out, and which approves payments, over JSON-RPC.

const HKD = assetId("HKD", accountOf("gateway-hk"));
let node: TestNode;
let url: string;
let nonces = 0;

beforeEach(async () => {
  node = new TestNode({ ...testGenesis(), protocolVersion: 3 });
  ({ url } = await start({ node }));
  run("gateway-hk", "asset.define", { code: "HKD", decimals: 2 });
  const amount = { asset: HKD, minor: 1_000n };
  run("gateway-hk", "asset.issue", { to: accountOf("alice"), amount, reference: undefined });
});

/** One operation in a block of its own, which must succeed. */
function run(by: string, type: string, body: object): void {
  const signed = signBody(
    {
      chainId: node.chainId,
      account: accountOf(by),
      nonce: new Uint8Array(16).fill(++nonces),
      validUntil: Date.now() + 60_000,
      operations: [operation(type, body)],
    },
    [by],
  );
  node.submit(signed);
  expect(node.commit().receipts.map(({ code }) => code)).toEqual(["OK"]);
}

type Page = { [name: string]: Json } & { readonly next: Json };

/** Every page of one; all in the order of the answers. */
async function read(method: string, name: string): Promise<{ [name: string]: Json }[]> {
  const found: { [name: string]: Json }[] = [];
  for (let next: Json = null; ;) {
    const after = next === null ? {} : { after: next };
    const params = { account: "gateway-hk", limit: 1, ...after };
    const page: Page = await result<Page>(url, method, params);
    found.push(...(page[name] as { [name: string]: Json }[]));
    next = page.next;
    if (next === null) return found;
  }
}

test("redemption_waiting lists what an issuer has not answered, page by page", async () => {
  expect(await read("redemption_waiting", "redemptions")).toEqual([]);
  const amount = (minor: bigint) => ({ amount: { asset: HKD, minor }, reference: `no ${minor}` });
  for (const minor of [1n, 2n, 3n]) run("alice", "asset.redeem", amount(minor));
  const asked = await read("redemption_waiting", "redemptions");
  expect(asked.map(({ reference }) => reference).sort()).toEqual(["no 1", "no 2", "no 3"]);
  const [first, second] = asked.map(({ id }) => Buffer.from(id as string, "hex"));
  run("gateway-hk", "asset.redeem.confirm", { redemption: new Uint8Array(first!) });
  run("gateway-hk", "asset.redeem.reject", { redemption: new Uint8Array(second!), reason: "no" });
  expect(await read("redemption_waiting", "redemptions")).toEqual([asked[2]]);
});

test("payment_waiting lists what a party has not decided and recalls, page by page", async () => {
  const hold = (minor: bigint) => ({
    ...payment(accountOf("bob"), minor, HKD),
    agents: [{ account: accountOf("gateway-hk"), side: "debtor" }],
    expiresAt: Date.now() + 60_000,
    ...{ feesMax: undefined, quote: undefined },
  });
  for (const minor of [1n, 2n, 3n]) run("alice", "payment.hold", hold(minor));
  const toGateway = { ...payment(accountOf("gateway-hk"), 9n, HKD) } as { uetr: Uint8Array };
  run("alice", "payment.transfer", toGateway);
  run("alice", "payment.recall", { uetr: toGateway.uetr, reason: "DUPL" });
  const waits = async () => {
    const found = await read("payment_waiting", "payments");
    return found
      .map(({ waitsFor, payment: one }) => {
        const { amount } = one as unknown as { amount: { minor: string } };
        return `${waitsFor as string} ${amount.minor}`;
      })
      .sort();
  };
  expect(await waits()).toEqual(["approval 1", "approval 2", "approval 3", "recall 9"]);
  run("gateway-hk", "payment.return", { uetr: toGateway.uetr, minor: 9n, reason: "DUPL" });
  expect(await waits()).toEqual(["approval 1", "approval 2", "approval 3"]);
});
