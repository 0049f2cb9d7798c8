import type { Answer, Deed } from "../words.ts";

/** Something that somebody means to do: what exactly is decided when the block is made, and what comes of it when it is done. */
export interface Plan {
  readonly make: () => Deed | undefined;
  readonly then?: ((answer: Answer) => void) | undefined;
}

/** Plans by the minute, in the order in which they were made. */
export class Schedule {
  readonly #minutes = new Map<number, Plan[]>();
  now = 0;

  /** Nothing that is planned happens at once: a minute has its blocks already. */
  at(minute: number, plan: Plan): void {
    const due = Math.max(minute, this.now + 1);
    const found = this.#minutes.get(due);
    if (found === undefined) this.#minutes.set(due, [plan]);
    else found.push(plan);
  }

  in(minutes: number, plan: Plan): void {
    this.at(this.now + minutes, plan);
  }

  /** What is due up to a minute. */
  take(minute: number): Plan[] {
    const taken: Plan[] = [];
    for (this.now++; ; this.now++) {
      taken.push(...(this.#minutes.get(this.now) ?? []));
      this.#minutes.delete(this.now);
      if (this.now >= minute) return taken;
    }
  }
}
