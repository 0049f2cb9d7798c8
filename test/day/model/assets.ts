import type { Action, AssetLimits, Options } from "../events.ts";
import { type Book, holdOf, OWED } from "./book.ts";

interface Asset {
  readonly options: Options | undefined;
  limits: AssetLimits;
  isFrozen: boolean;
  readonly frozen: Set<string>;
  readonly authorised: Set<string>;
}

/** What issuers lay down for their assets, and whom it stands in the way of. An issuer's own money is never in question. */
export class Assets {
  readonly #book: Book;
  readonly #issuers: ReadonlyMap<string, string>;
  readonly #assets = new Map<string, Asset>();

  constructor(book: Book, issuers: ReadonlyMap<string, string>) {
    this.#book = book;
    this.#issuers = issuers;
  }

  define({ asset, options }: Action & { kind: "define" }): string {
    const [frozen, authorised] = [new Set<string>(), new Set<string>()];
    this.#assets.set(asset, { options, limits: {}, isFrozen: false, frozen, authorised });
    return "OK";
  }

  authorise({ kind, asset, holder }: Action & { kind: "authorise" | "revoke" }): string {
    const { options, authorised } = this.#assets.get(asset)!;
    if (options?.authorisation !== true) return "OPTION_OFF";
    if (kind === "revoke") return authorised.delete(holder) ? "OK" : "NOT_AUTHORISED";
    if (authorised.has(holder)) return "AUTHORISED_ALREADY";
    authorised.add(holder);
    return "OK";
  }

  freeze({ kind, asset, holder }: Action & { kind: "freeze" | "unfreeze" }): string {
    const record = this.#assets.get(asset)!;
    if (record.options?.freeze !== true) return "OPTION_OFF";
    const isFrozen = holder === undefined ? record.isFrozen : record.frozen.has(holder);
    if (isFrozen === (kind === "freeze")) return isFrozen ? "FROZEN_ALREADY" : "NOT_FROZEN";
    if (holder === undefined) record.isFrozen = !isFrozen;
    else if (isFrozen) record.frozen.delete(holder);
    else record.frozen.add(holder);
    return "OK";
  }

  limit({ asset, limits }: Action & { kind: "asset-limits" }): string {
    const record = this.#assets.get(asset)!;
    if (record.options?.limits !== true) return "OPTION_OFF";
    record.limits = limits;
    return "OK";
  }

  issue({ asset, to, minor }: Action & { kind: "issue" }): string {
    const barred = this.whyNotReceive(asset, to, minor);
    if (barred !== undefined) return barred;
    this.#book.post(asset, OWED, to, minor);
    return "OK";
  }

  clawback({ asset, from, minor }: Action & { kind: "clawback" }): string {
    if (this.#assets.get(asset)!.options?.clawback !== true) return "OPTION_OFF";
    if (this.#book.balance(asset, from) < minor) return "INSUFFICIENT_BALANCE";
    this.#book.post(asset, from, OWED, minor);
    return "OK";
  }

  isIssuer(asset: string, name: string): boolean {
    return this.#issuers.get(asset) === name;
  }

  isFrozen(asset: string, name: string): boolean {
    const controls = this.#controls(asset, name);
    return controls !== undefined && (controls.isFrozen || controls.frozen.has(name));
  }

  whyNotPay(asset: string, payer: string, minor: bigint): string | undefined {
    const controls = this.#controls(asset, payer);
    if (controls === undefined) return undefined;
    const { options, isFrozen, frozen, authorised, limits } = controls;
    if (isFrozen) return "ASSET_FROZEN";
    if (frozen.has(payer)) return "DEBTOR_FROZEN";
    if (options!.authorisation && !authorised.has(payer)) return "DEBTOR_NOT_AUTHORISED";
    const { perTransfer } = limits;
    return perTransfer !== undefined && minor > perTransfer ? "TRANSFER_LIMIT" : undefined;
  }

  whyNotReceive(asset: string, receiver: string, minor: bigint): string | undefined {
    const controls = this.#controls(asset, receiver);
    if (controls === undefined) return undefined;
    const { options, isFrozen, frozen, authorised, limits } = controls;
    if (isFrozen) return "ASSET_FROZEN";
    if (frozen.has(receiver)) return "CREDITOR_FROZEN";
    if (options!.authorisation && !authorised.has(receiver)) return "CREDITOR_NOT_AUTHORISED";
    const { perHolder } = limits;
    if (perHolder === undefined) return undefined;
    const onHold = this.#book.balance(asset, holdOf(receiver));
    const has = this.#book.balance(asset, receiver) + onHold;
    return has + minor > perHolder ? "HOLDER_LIMIT" : undefined;
  }

  /** How much a payer may send in a day, if the issuer says so. */
  perDay(asset: string, payer: string): bigint | undefined {
    return this.#controls(asset, payer)?.limits.perDay;
  }

  /** Nothing for the issuer itself, and for an asset without options. */
  #controls(asset: string, name: string): Asset | undefined {
    const record = this.#assets.get(asset)!;
    return record.options === undefined || this.isIssuer(asset, name) ? undefined : record;
  }
}
