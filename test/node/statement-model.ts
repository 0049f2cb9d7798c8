import type { Transaction } from "../../src/chain/transaction.ts";
import { operationId } from "../../src/execution/read-transaction.ts";
import { formatAccount } from "../../src/primitives/account-id.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { formatUuid } from "../../src/primitives/fields/byte-strings.ts";
import { proposalOf } from "../proposals.ts";
import { hkd, payment, usd, uetr, type Order, type TestLedger } from "../ledger.ts";
import { testKey, type TestKey } from "../keys.ts";

/** A thing that somebody does, by numbers that mean something once it is known who has what. */
export interface Deed {
  readonly kind: "pay" | "issue" | "redeem" | "confirm" | "reject";
  readonly from: number;
  readonly to: number;
  readonly asset: number;
  readonly minor: bigint;
}

/** A line of the books: what one deed did to one account. */
export interface Line {
  readonly timeMs: number;
  readonly account: Uint8Array;
  readonly asset: Uint8Array;
  readonly available: bigint;
  readonly held: bigint;
  /** What the statement says of it besides. */
  readonly says: object;
}

interface Redemption {
  readonly id: Uint8Array;
  readonly holder: TestKey;
  readonly asset: Uint8Array;
  readonly minor: bigint;
}

interface Given {
  readonly deed: Deed;
  readonly order: Order;
  readonly redemption: Redemption | undefined;
}

const GATEWAYS = [testKey("gateway-hk"), testKey("gateway-us")];
export const ASSETS = [hkd, usd];
export const HOLDERS = [testKey("alice"), testKey("bob"), ...GATEWAYS];

/**
 * Books in double entry, kept by what the deeds mean and not by the code under test: a transaction that anybody cannot pay
 * for leaves no line, and of the others every deed leaves one for each account that has more or less after it.
 */
export class Books {
  readonly lines: Line[] = [];
  readonly #world: TestLedger;
  readonly #given = new Map<
    string,
    { readonly deeds: readonly Given[]; readonly isProposal: boolean }
  >();
  #open: Redemption[] = [];

  constructor(world: TestLedger) {
    this.#world = world;
  }

  /**
   * A transaction of these deeds; those that answer a redemption are left out while none is open. If all are one party's,
   * `isProposed` makes it a proposal, which that party alone is enough for.
   */
  transaction(
    deeds: readonly Deed[],
    validUntil: number,
    isProposed: boolean,
  ): Transaction | undefined {
    const given = deeds.flatMap((deed) => this.#orderOf(deed) ?? []);
    if (given.length === 0) return undefined;
    const by = [...new Set(given.map(({ deed }) => sourceOf(deed, this.#answered(deed))))];
    const orders = given.map(({ order }) => order);
    const isProposal = isProposed && by.length === 1;
    const transaction = this.#world.transaction(
      isProposal ? [proposalOf(orders, validUntil + 1)] : orders,
      { by, validUntil },
    );
    this.#given.set(toHex(transaction.id), { deeds: given, isProposal });
    return transaction;
  }

  /** The transactions with these ids were in a block, in this order. */
  block(height: number, timeMs: number, ids: readonly Uint8Array[]): void {
    for (const [index, id] of ids.entries()) {
      const before = { lines: this.lines.length, open: this.#open };
      const { deeds, isProposal } = this.#given.get(toHex(id))!;
      const isWhole = deeds.every((given, number) => {
        const place = { height, timeMs, transaction: toHex(id), index };
        if (!isProposal) {
          return this.#book(given, operationId(id, number), { ...place, operation: number });
        }
        const proposal = operationId(id, 0);
        const inIt = { proposal: toHex(proposal), proposalOperation: number };
        return this.#book(given, operationId(proposal, number), {
          ...place,
          operation: 0,
          ...inIt,
        });
      });
      if (isWhole) continue;
      this.lines.length = before.lines;
      this.#open = before.open;
    }
  }

  /** What an account has after the lines before a moment. */
  balance(
    account: Uint8Array,
    asset: Uint8Array,
    beforeMs: number,
  ): { available: bigint; held: bigint } {
    let [available, held] = [0n, 0n];
    for (const line of this.of(account, asset)) {
      if (line.timeMs >= beforeMs) break;
      available += line.available;
      held += line.held;
    }
    return { available, held };
  }

  of(account: Uint8Array, asset: Uint8Array): Line[] {
    return this.lines.filter((line) => line.account === account && line.asset === asset);
  }

  #answered({ from }: Deed): Redemption | undefined {
    return this.#open[from % Math.max(1, this.#open.length)];
  }

  #orderOf(deed: Deed): Given | undefined {
    const { kind, minor } = deed;
    const asset = ASSETS[deed.asset]!;
    const to = HOLDERS[deed.to]!.account;
    const amount = { asset, minor };
    const redemption = this.#answered(deed);
    if (kind === "confirm" || kind === "reject") {
      if (redemption === undefined) return undefined;
      const source = sourceOf(deed, redemption).account;
      const body = { redemption: redemption.id, ...(kind === "reject" ? { reason: "no" } : {}) };
      return { deed, order: { type: `asset.redeem.${kind}`, body, source }, redemption };
    }
    const source = sourceOf(deed, undefined).account;
    const one = (type: string, body: object): Given => ({
      deed,
      order: { type, body, source },
      redemption: undefined,
    });
    if (kind === "pay") return one("payment.transfer", payment(to, minor, asset, uetr()));
    if (kind === "issue") return one("asset.issue", { to, amount, reference: "fiat 7" });
    return one("asset.redeem", { amount, reference: "out 3" });
  }

  /** False if nobody could do that now. */
  #book(
    { deed, order, redemption }: Given,
    id: Uint8Array,
    place: { readonly timeMs: number; readonly operation: number },
  ): boolean {
    const { kind, minor } = deed;
    const asset = ASSETS[deed.asset]!;
    const [from, to] = [sourceOf(deed, redemption), HOLDERS[deed.to]!];
    const line = (
      who: TestKey,
      what: { asset: Uint8Array; available: bigint; held: bigint },
      says: object,
    ): void => {
      const { account } = who;
      this.lines.push({
        ...what,
        timeMs: place.timeMs,
        account,
        says: { ...place, type: order.type, ...says },
      });
    };
    const has = (who: TestKey): bigint => this.balance(who.account, asset, Infinity).available;
    const party = (other: TestKey, who: TestKey): object =>
      other === who
        ? {}
        : { counterparty: formatAccount(other.account), counterpartyName: other.name };

    if (redemption !== undefined) {
      if (!this.#open.includes(redemption)) return false;
      this.#open = this.#open.filter((one) => one !== redemption);
      const available = kind === "reject" ? redemption.minor : 0n;
      const what = { asset: redemption.asset, available, held: -redemption.minor };
      line(redemption.holder, what, { reference: "out 3", ...party(from, redemption.holder) });
      return true;
    }
    if (kind === "issue") {
      const says = { reference: "fiat 7", ...party(from, to) };
      line(to, { asset, available: minor, held: 0n }, says);
      return true;
    }
    if (has(from) < minor) return false;
    if (kind === "redeem") {
      const says = { reference: "out 3", ...party(GATEWAYS[deed.asset]!, from) };
      line(from, { asset, available: -minor, held: minor }, says);
      this.#open = [...this.#open, { id, holder: from, asset, minor }];
      return true;
    }
    if (from === to) return true; // nobody has more or less
    const paid = { uetr: formatUuid((order.body as { uetr: Uint8Array }).uetr) };
    line(from, { asset, available: -minor, held: 0n }, { ...paid, ...party(to, from) });
    line(to, { asset, available: minor, held: 0n }, { ...paid, ...party(from, to) });
    return true;
  }
}

/** Whose deed it is: an issuer's where money comes, goes, or is given back. */
function sourceOf({ kind, from, asset }: Deed, answered: Redemption | undefined): TestKey {
  if (kind === "issue") return GATEWAYS[asset]!;
  if (answered !== undefined && (kind === "confirm" || kind === "reject")) {
    return GATEWAYS[ASSETS.indexOf(answered.asset)]!;
  }
  return HOLDERS[from % HOLDERS.length]!;
}
