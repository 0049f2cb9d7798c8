import type { Admission, Role } from "../../src/chain/participant.ts";
import { assetId } from "../../src/primitives/asset-id.ts";
import { accountOfKey, type AccountId } from "../../src/primitives/account-id.ts";
import { utf8 } from "../../src/primitives/bytes.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import type { TestKey } from "../keys.ts";
import type { Order } from "../ledger.ts";
import type { Action, World } from "./events.ts";

/** A key that nobody signs with: a day through the executor alone checks no signatures. */
export function nameKey(name: string): TestKey {
  const publicKey = sha256(utf8(`day ${name}`));
  const sign = () => new Uint8Array(64);
  return { name, seed: publicKey, publicKey, account: accountOfKey(publicKey), sign };
}

/** The world's members as genesis admits them. */
export function admissionsOf({ members }: World, newKey: (name: string) => TestKey): Admission[] {
  return members.map(({ name, role }) => ({
    ...{ name, roles: [role as Role], country: "HK", lei: undefined },
    authority: authorityOf(newKey(name)),
  }));
}

function authorityOf({ publicKey }: TestKey) {
  return { signers: [{ publicKey, weight: 1 }], thresholds: { low: 1, medium: 1, high: 1 } };
}

/** The words of a day as operations of the ledger. */
export class Orders {
  readonly #keys = new Map<string, TestKey>();
  readonly #assets: ReadonlyMap<string, Uint8Array>;
  readonly #codes: ReadonlyMap<string, string>;
  readonly #timeOf: (minute: number) => number;
  readonly #redemptions = new Map<number, Uint8Array>();

  readonly #newKey: (name: string) => TestKey;

  constructor(
    { assets }: World,
    newKey: (name: string) => TestKey,
    timeOf: (minute: number) => number,
  ) {
    this.#newKey = newKey;
    this.#assets = new Map(
      assets.map(({ name, code, issuer }) => [name, assetId(code, this.accountOf(issuer))]),
    );
    this.#codes = new Map(assets.map(({ name, code }) => [name, code]));
    this.#timeOf = timeOf;
  }

  keyOf(name: string): TestKey {
    let key = this.#keys.get(name);
    if (key === undefined) this.#keys.set(name, (key = this.#newKey(name)));
    return key;
  }

  accountOf(name: string): AccountId {
    return this.keyOf(name).account;
  }

  assetOf(name: string): Uint8Array {
    return this.#assets.get(name)!;
  }

  /** What the ledger calls a redemption, once its receipt has said so. */
  redeemed(redemption: number, id: Uint8Array): void {
    this.#redemptions.set(redemption, id);
  }

  of(action: Action): Order[] {
    switch (action.kind) {
      case "define": {
        const { options } = action;
        const asset = this.assetOf(action.asset);
        const code = this.#codes.get(action.asset)!;
        const define = { type: "asset.define", body: { code, decimals: 2 } };
        return options === undefined
          ? [define]
          : [define, { type: "asset.options", body: { asset, options } }];
      }
      case "sponsor": {
        const authority = authorityOf(this.keyOf(action.user));
        const admission = { name: action.user, roles: ["person"], country: "HK" };
        return one("participant.sponsor", { ...admission, lei: undefined, authority });
      }
      case "suspend":
        return one("participant.sponsor.suspend", { name: action.user, reason: "lost phone" });
      case "reinstate":
        return one("participant.sponsor.reinstate", { name: action.user });
      case "authorise":
      case "revoke":
        return one(`asset.holder.${action.kind}`, {
          asset: this.assetOf(action.asset),
          holder: this.accountOf(action.holder),
        });
      case "freeze":
      case "unfreeze":
        return one(`asset.${action.kind}`, {
          asset: this.assetOf(action.asset),
          holder: action.holder === undefined ? undefined : this.accountOf(action.holder),
          ...(action.kind === "freeze" ? { reason: "court order" } : {}),
        });
      case "asset-limits":
        return one("asset.limits.set", {
          asset: this.assetOf(action.asset),
          limits: {
            perHolder: undefined,
            perTransfer: undefined,
            perDay: undefined,
            ...action.limits,
          },
        });
      case "sender-limits": {
        const asset = this.assetOf(action.asset);
        const none = { perTransfer: undefined, perDay: undefined, perYear: undefined };
        const limit = { asset, ...none, ...action.limits };
        return one("payment.limits.set", { account: this.accountOf(action.user), limit });
      }
      case "fees": {
        const schedule = { least: undefined, most: undefined, ...action.schedule };
        return one("payment.fees.set", { asset: this.assetOf(action.asset), schedule });
      }
      case "issue":
        return one("asset.issue", {
          to: this.accountOf(action.to),
          amount: this.#amount(action),
          reference: undefined,
        });
      case "clawback":
        return one("asset.clawback", {
          from: this.accountOf(action.from),
          amount: this.#amount(action),
          reason: "court order",
        });
      case "redeem":
        return one("asset.redeem", { amount: this.#amount(action), reference: undefined });
      case "redeem-confirm":
      case "redeem-reject": {
        const redemption = this.#redemptions.get(action.redemption) ?? new Uint8Array(32);
        return action.kind === "redeem-confirm"
          ? one("asset.redeem.confirm", { redemption })
          : one("asset.redeem.reject", { redemption, reason: "no such bank account" });
      }
      case "transfer":
        return one("payment.transfer", { ...this.#order(action), chargeBearer: undefined });
      case "hold":
        return one("payment.hold", {
          ...this.#order(action),
          chargeBearer: action.bearer,
          agents: action.agents.map(({ name, side }) => ({ account: this.accountOf(name), side })),
          expiresAt: this.#timeOf(action.expires),
          feesMax: action.feesMax,
          quote: undefined,
        });
      case "approve":
        return one("payment.approve", { uetr: uetrOf(action.payment) });
      case "refuse":
        return one("payment.refuse", { uetr: uetrOf(action.payment), reason: "RR04" });
      case "recall":
        return one("payment.recall", { uetr: uetrOf(action.payment), reason: "DUPL" });
      case "recall-refuse":
        return one("payment.recall.refuse", { uetr: uetrOf(action.payment), reason: "CUST" });
      case "return": {
        const { payment, minor } = action;
        return one("payment.return", { uetr: uetrOf(payment), minor, reason: "DUPL" });
      }
    }
  }

  #amount({ asset, minor }: { readonly asset: string; readonly minor: bigint }) {
    return { asset: this.assetOf(asset), minor };
  }

  #order(action: Action & { kind: "transfer" | "hold" }) {
    return {
      to: this.accountOf(action.to),
      amount: this.#amount(action),
      uetr: uetrOf(action.payment),
      endToEndId: `day ${action.payment}`,
      ...{ purpose: undefined, remittanceHash: undefined, recipientTag: undefined },
    };
  }
}

function one(type: string, body: object): Order[] {
  return [{ type, body }];
}

/** A version 4 UUID for a payment's number. */
export function uetrOf(payment: number): Uint8Array {
  const value = new Uint8Array(16);
  const view = new DataView(value.buffer);
  view.setUint16(6, 0x4000);
  view.setUint16(8, 0x8000);
  view.setUint32(12, payment);
  return value;
}
