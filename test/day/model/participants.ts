import type { Action } from "../events.ts";

/** Who answers for whom, and who may not act. */
export class Participants {
  readonly #sponsors = new Map<string, string>();
  readonly #suspended = new Set<string>();

  sponsor(by: string, { user }: Action & { kind: "sponsor" }): string {
    this.#sponsors.set(user, by);
    return "OK";
  }

  suspend(by: string, { kind, user }: Action & { kind: "suspend" | "reinstate" }): string {
    if (!this.isSponsor(by, user)) return "NOT_SPONSOR";
    if (kind === "reinstate") return this.#suspended.delete(user) ? "OK" : "NOT_SUSPENDED";
    if (this.#suspended.has(user)) return "SUSPENDED_ALREADY";
    this.#suspended.add(user);
    return "OK";
  }

  isSponsor(by: string, user: string): boolean {
    return this.#sponsors.get(user) === by;
  }

  isSuspended(name: string): boolean {
    return this.#suspended.has(name);
  }
}
