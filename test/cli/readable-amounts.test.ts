import { expect, test } from "vitest";

import { createOutput } from "../../src/cli/output.ts";
import { withReadableAmounts } from "../../src/cli/readable-amounts.ts";
import { Session } from "../../src/cli/session.ts";
import { formatAsset } from "../../src/primitives/asset-id.ts";
import { hkd } from "../ledger.ts";
import { freePort } from "./built-cli.ts";

// Goal: what is final is never shown as failed. Method: a real session with a port where no node listens any more.

test.each([false, true])(
  "an amount stays in minor units when the node is gone, and nothing fails [--json %s]",
  async (json) => {
    const rpc = `http://127.0.0.1:${await freePort()}`;
    const options = { rpc, keys: [], as: undefined, chainId: undefined, yes: true, wait: true };
    const session = new Session({ ...options, json }, createOutput({ json }));
    const answer = { height: 7, delivered: { asset: formatAsset(hkd), minor: "1250" } };
    expect(await withReadableAmounts(session, answer)).toEqual(answer);
  },
);
