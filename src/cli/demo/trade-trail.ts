import { formatAsset } from "../../primitives/asset-id.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import type { Actor } from "./actor.ts";

/** Whose money a trade demo follows. */
export const FOLLOWED = ["buyer", "partner", "merchant", "platform", "tax"] as const;
export type Followed = (typeof FOLLOWED)[number];

/** A step, and what it did to everybody's money, in minor units of the asset that the trade is in. */
export type TradeStep = {
  readonly by: string;
  readonly what: string;
  /** What the payment firm has on hold for orders after it, beyond what it had at first. */
  readonly escrow: string;
  /** What each has more, or less, than at first. */
  readonly changes: Readonly<Record<Followed, string>>;
};

type Holdings = Readonly<Record<Followed | "escrow", bigint>>;

/** What has happened so far, with the money of everybody at each step. */
export class TradeTrail {
  readonly steps: TradeStep[] = [];
  readonly #accounts: Readonly<Record<Followed, Actor>>;
  readonly #holder: Actor;
  readonly #say: (step: TradeStep) => void;
  #asset: Uint8Array | undefined;
  #had: Holdings | undefined;

  constructor(
    accounts: Readonly<Record<Followed, Actor>>,
    holder: Actor,
    say: (step: TradeStep) => void,
  ) {
    [this.#accounts, this.#holder, this.#say] = [accounts, holder, say];
  }

  /** From now on money is counted in this asset, from what everybody has of it. */
  async begin(asset: Uint8Array): Promise<void> {
    this.#asset = asset;
    this.#had = await this.#holdings();
  }

  async step(by: Actor, what: string, does: () => Promise<unknown>): Promise<void> {
    await does();
    const now = await this.#holdings();
    const had = this.#had!;
    const more = (of: keyof Holdings): string => (now[of] - had[of]).toString();
    const changes = Object.fromEntries(
      FOLLOWED.map((of) => [of, more(of)]),
    ) as TradeStep["changes"];
    const step = { by: by.name, what, escrow: more("escrow"), changes };
    this.steps.push(step);
    this.#say(step);
  }

  async #holdings(): Promise<Holdings> {
    const all = FOLLOWED.map(async (of) => {
      const { available, held } = await this.#balanceOf(this.#accounts[of]);
      return [of, available + held] as const;
    });
    const { held: escrow } = await this.#balanceOf(this.#holder);
    return { ...(Object.fromEntries(await Promise.all(all)) as Holdings), escrow };
  }

  async #balanceOf(actor: Actor): Promise<{ readonly available: bigint; readonly held: bigint }> {
    const account = formatAccount(actor.account);
    const answer = await actor.session.call("account_balances", { account, limit: 100 });
    const balances = listOf(objectOf(answer, "answer")["balances"], "balances");
    const asset = formatAsset(this.#asset!);
    const found = balances
      .map((one) => objectOf(one, "balance"))
      .find((one) => one["asset"] === asset);
    if (found === undefined) return { available: 0n, held: 0n };
    const [available, held] = ["available", "held"].map((of) => BigInt(textOf(found[of], of)));
    return { available: available!, held: held! };
  }
}
