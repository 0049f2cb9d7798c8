import type { Agent, Bearer } from "../events.ts";
import { CLOSES, type Making, OPENS, pick, sumOf } from "./day.ts";

const BEARERS: readonly (Bearer | undefined)[] = ["DEBT", "CRED", "SHAR", "SLEV", undefined];

/** One payment and everything that becomes of it. */
export function pay(day: Making, payment: number): void {
  const { random, cast, add } = day;
  const minute = OPENS + random.below(CLOSES - OPENS);
  const from = pick(random, cast.users);
  const { asset } = from;
  // One in thirty goes to somebody who has nothing to do with the asset.
  const to = pick(random, random.below(30) === 0 ? cast.users : cast.usersOf.get(asset)!);
  const minor = sumOf(random);
  // An enterprise pays wages and invoices.
  const debtor = random.below(4) === 0 ? pick(random, cast.enterprises) : from.name;
  if (random.below(10) < 3) {
    add(minute, debtor, { kind: "transfer", asset, payment, to: to.name, minor });
    if (random.below(500) === 0) {
      add(minute + 1, debtor, { kind: "transfer", asset, payment, to: to.name, minor }); // sent twice
    }
  } else {
    const agents = agentsOf(day, from.wallet, to.wallet);
    const expires = minute + 60;
    const bearer = pick(random, BEARERS);
    const feesMax = random.below(20) === 0 ? BigInt(random.below(400)) : undefined;
    const terms = { agents, expires, bearer, feesMax };
    add(minute, debtor, { kind: "hold", asset, payment, to: to.name, minor, ...terms });
    decide(day, minute, payment, agents);
  }
  afterwards(day, { minute, payment, debtor, creditor: to.name, minor });
}

function agentsOf({ random, cast }: Making, sending: string, receiving: string): Agent[] {
  const bank: Agent = { name: pick(random, cast.banks), side: "debtor" };
  const both: Agent[] = [
    { name: sending, side: "debtor" },
    { name: receiving, side: "creditor" },
  ];
  if (sending === receiving) return [both[0]!, bank];
  return random.below(3) === 0 ? both : [...both, bank];
}

/** Within twenty minutes, in any order; one in a hundred is refused, one in two hundred is left undecided. */
function decide(
  { random, cast, add }: Making,
  minute: number,
  payment: number,
  agents: readonly Agent[],
): void {
  const isForgotten = random.below(200) === 0;
  const refusedBy = random.below(100) === 0 ? random.below(agents.length) : -1;
  for (const [i, { name }] of agents.entries()) {
    if (isForgotten && i === 0) continue;
    const at = minute + 1 + random.below(20);
    add(at, name, { kind: i === refusedBy ? "refuse" : "approve", payment });
    if (random.below(300) === 0) add(at + 1, name, { kind: "approve", payment }); // once more
  }
  if (random.below(500) === 0) {
    add(minute + 2, cast.gateways[0]!, { kind: "approve", payment }); // of no concern to it
  }
  if (isForgotten && random.below(2) === 0) {
    add(minute + 61, agents[0]!.name, { kind: "approve", payment }); // too late
  }
}

interface Paid {
  readonly minute: number;
  readonly payment: number;
  readonly debtor: string;
  readonly creditor: string;
  readonly minor: bigint;
}

/** Two in a hundred are called back: sent back, in parts, refused, or not answered. Some send back unasked, or too much. */
function afterwards({ random, add }: Making, paid: Paid): void {
  const { minute, payment, debtor, creditor, minor } = paid;
  const later = () => minute + 25 + random.below(60);
  if (random.below(50) === 0) {
    const asked = later();
    add(asked, debtor, { kind: "recall", payment });
    if (random.below(10) === 0) add(asked + 1, debtor, { kind: "recall", payment });
    const answered = asked + 1 + random.below(30);
    const kind = random.below(5);
    if (kind < 2) add(answered, creditor, { kind: "return", payment, minor });
    if (kind === 2) {
      add(answered, creditor, { kind: "return", payment, minor: (minor + 1n) / 2n });
      add(answered + 2, creditor, { kind: "return", payment, minor: (minor + 1n) / 3n });
    }
    if (kind === 3) add(answered, creditor, { kind: "recall-refuse", payment });
  }
  const isOneIn = (many: number) => random.below(many) === 0;
  if (isOneIn(1_000)) add(later(), creditor, { kind: "return", payment, minor: minor + 1n });
  if (isOneIn(1_000)) add(later(), debtor, { kind: "recall-refuse", payment });
  if (isOneIn(1_000)) add(later(), creditor, { kind: "recall", payment });
}
