/** A plain double-entry ledger: every posting takes from one account what it gives another, so that all sum to nothing. */
export class Book {
  readonly #balances = new Map<string, bigint>();

  post(asset: string, from: string, to: string, minor: bigint): void {
    this.#add(`${asset} ${from}`, -minor);
    this.#add(`${asset} ${to}`, minor);
  }

  balance(asset: string, account: string): bigint {
    return this.#balances.get(`${asset} ${account}`) ?? 0n;
  }

  #add(key: string, minor: bigint): void {
    this.#balances.set(key, (this.#balances.get(key) ?? 0n) + minor);
  }
}

/** The other side of what is issued: what the issuer owes. */
export const OWED = "owed";

/** Money of an account that is promised. */
export function holdOf(name: string): string {
  return `${name}:hold`;
}
