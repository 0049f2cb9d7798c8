import fc from "fast-check";

import { readOperations } from "../../src/execution/read-transaction.ts";
import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { balanceOf } from "../../src/transactions/assets/balance.ts";
import { assets, holdingOf } from "../../src/transactions/assets/records.ts";
import { redeem } from "../../src/transactions/assets/redeem.ts";
import { testGenesis, TestLedger } from "../ledger.ts";
import type { Action, Agent, Bearer, World } from "./events.ts";
import { admissionsOf, nameKey, Orders } from "./orders.ts";

/** Who does what, so many minutes after the step before. */
export interface Step {
  readonly by: string;
  readonly action: Action;
  readonly wait: number;
}

/** Of this small world: a step never waits longer than its transaction is valid. */
const MINUTE_MS = 10_000;
const ISSUERS = ["gateway-0", "gateway-1"] as const;
const AGENTS = ["wallet-0", "bank-0"] as const;
const USERS = ["user-0", "user-1", "user-2"] as const;
const HOLDERS = [...USERS, ...AGENTS, ...ISSUERS] as const;

const world: World = {
  members: [
    ...ISSUERS.map((name) => ({ name, role: "gateway" })),
    { name: "wallet-0", role: "wallet" },
    { name: "bank-0", role: "settlement-bank" },
  ],
  assets: [
    { name: "HKD", code: "HKD", issuer: "gateway-0" },
    { name: "USD", code: "USD", issuer: "gateway-1" },
  ],
};

const asset = fc.constantFrom("HKD", "USD");
const holder = fc.constantFrom(...HOLDERS);
const creditor = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...USERS) }, holder);
const payment = fc.nat(2);
const redemption = fc.nat(1);
/** Small enough to be had, or at the edges of what an amount can be. */
const minor = fc.oneof(
  { weight: 8, arbitrary: fc.bigInt(1n, 200n) },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 63n, 2n ** 64n - 1n, 2n ** 64n - 101n) },
);
const limit = fc.option(fc.bigInt(1n, 300n), { nil: undefined });
const schedule = fc.record({ flat: fc.bigInt(0n, 9n), partsPerMillion: fc.nat(300_000) });
const agent: fc.Arbitrary<Agent> = fc.record({
  name: fc.constantFrom(...AGENTS),
  side: fc.constantFrom("debtor" as const, "creditor" as const),
});

/** Mostly of whoever may do it, so that most steps come to something. */
function by(names: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: holder },
  );
}

function step(weight: number, names: readonly string[], action: fc.Arbitrary<Action>) {
  const wait = fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.nat(5));
  return { weight, arbitrary: fc.record({ by: by(names), action, wait }) };
}

/** Whatever moves money, may stand in its way, or changes what somebody charges. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  step(3, ISSUERS, of("issue", { asset, to: holder, minor })),
  step(4, USERS, of("transfer", { asset, payment, to: creditor, minor })),
  step(
    8,
    USERS,
    of("hold", {
      ...{ asset, payment, to: creditor, minor },
      agents: fc.uniqueArray(agent, { selector: ({ name }) => name, minLength: 1, maxLength: 2 }),
      bearer: fc.constantFrom<(Bearer | undefined)[]>("DEBT", "CRED", "SHAR", undefined),
      expires: fc.nat(80),
      feesMax: fc.constant(undefined),
    }),
  ),
  step(8, AGENTS, of("approve", { payment })),
  step(2, AGENTS, of("refuse", { payment })),
  step(3, USERS, of("recall", { payment })),
  step(1, USERS, of("recall-refuse", { payment })),
  step(6, USERS, of("return", { payment, minor })),
  step(4, USERS, of("redeem", { asset, redemption, minor })),
  step(2, ISSUERS, of("redeem-confirm", { redemption })),
  step(2, ISSUERS, of("redeem-reject", { redemption })),
  step(1, ISSUERS, of("clawback", { asset, from: holder, minor })),
  step(1, ISSUERS, of("freeze", { asset, holder: fc.option(holder, { nil: undefined }) })),
  step(1, ISSUERS, of("unfreeze", { asset, holder: fc.option(holder, { nil: undefined }) })),
  step(1, ISSUERS, of("revoke", { asset, holder })),
  step(1, ISSUERS, of("asset-limits", { asset, limits: fc.record({ perHolder: limit }) })),
  step(2, AGENTS, of("fees", { asset, schedule })),
  step(1, ["wallet-0"], of("suspend", { user: fc.constantFrom(...USERS) })),
  step(1, ["wallet-0"], of("reinstate", { user: fc.constantFrom(...USERS) })),
);

function of<K extends Action["kind"]>(
  kind: K,
  fields: { [F in keyof Omit<Action & { kind: K }, "kind">]: fc.Arbitrary<unknown> },
): fc.Arbitrary<Action> {
  return fc.record({ kind: fc.constant(kind), ...fields }) as unknown as fc.Arbitrary<Action>;
}

export const anySteps = fc.array(anyStep, { maxLength: 40, size: "max" });

/** A ledger on which two assets, one with every option, have been issued to three users. */
export class SmallWorld {
  readonly ledger = new TestLedger({
    ...testGenesis(),
    protocolVersion: 3,
    participants: admissionsOf(world, nameKey),
  });
  readonly orders: Orders;

  constructor() {
    const opensMs = this.ledger.timeMs;
    this.orders = new Orders(world, nameKey, (minute) => opensMs + minute * MINUTE_MS);
    const options = { authorisation: true, freeze: true, clawback: true, limits: true };
    this.#must("gateway-0", { kind: "define", asset: "HKD", options: undefined });
    this.#must("gateway-1", { kind: "define", asset: "USD", options });
    for (const user of USERS) this.#must("wallet-0", { kind: "sponsor", user });
    for (const name of [...USERS, ...AGENTS, "gateway-0"]) {
      this.#must("gateway-1", { kind: "authorise", asset: "USD", holder: name });
    }
    for (const [i, { name, issuer }] of world.assets.entries()) {
      for (const to of USERS) {
        const minor = 100n * BigInt(1 + i);
        this.#must(issuer, { kind: "issue", asset: name, to, minor });
      }
    }
  }

  /** The code with which it ended. */
  act({ by: name, action, wait }: Step): string {
    const options = { by: [this.orders.keyOf(name)] };
    const transaction = this.ledger.transaction(this.orders.of(action), options);
    const read = readOperations(transaction, this.ledger.chainId);
    if (!read.ok) return read.refusal.code; // no node takes it
    const { receipts } = this.ledger.block([read.value], this.ledger.timeMs + wait * MINUTE_MS + 1);
    const { code, results } = receipts[0]!;
    if (action.kind === "redeem" && code === "OK") {
      const { redemption: id } = decodeOwn(redeem.result, results[0]!);
      this.orders.redeemed(action.redemption, id);
    }
    return code;
  }

  /** Where an asset's supply is not what its holders have, available and on hold, or a figure is out of range. */
  unbalanced(): string | undefined {
    const { state } = this.ledger;
    const sums = new Map<string, bigint>();
    for (const key of state.values.keys()) {
      const holding = holdingOf(key);
      if (holding === undefined) continue;
      const [account, id] = [fromHex(holding.account)!, fromHex(holding.asset)!];
      const { available, held } = balanceOf(state, account, id);
      if (available < 0n || held < 0n) return `${key} is negative`;
      sums.set(holding.asset, (sums.get(holding.asset) ?? 0n) + available + held);
    }
    for (const { name } of world.assets) {
      const id = this.orders.assetOf(name);
      const { supply } = assets.read(state, id)!;
      const sum = sums.get(toHex(id)) ?? 0n;
      if (supply !== sum) return `${name}: supply ${supply}, holders have ${sum}`;
      if (supply > 2n ** 64n - 1n) return `${name}: supply ${supply} is more than 64 bits`;
    }
    return undefined;
  }

  #must(name: string, action: Action): void {
    const code = this.act({ by: name, action, wait: 0 });
    if (code !== "OK") throw new Error(`${action.kind} ended with ${code}`);
  }
}
