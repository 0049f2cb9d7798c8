import { parameters, type Parameters, parametersProblem } from "../../chain/parameters.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { constitutionOf, constitutions } from "./records.ts";

const { shape } = parameters;

/**
 * council.parameters.set: changes the network's parameters from the next epoch on.
 *
 * It names only what changes, so that two changes that wait for approval at the same time do not undo each other.
 */
export const setParameters = defineOperation({
  tag: 0x0046,
  name: "council.parameters.set",
  since: 1,
  summary: "Changes parameters of the network from the next epoch on.",
  signatories: "council",
  threshold: "high",
  body: field.record({
    lifetimeMs: field.optional(shape.lifetimeMs),
    emptyBlockIntervalMs: field.optional(shape.emptyBlockIntervalMs),
    baseTimeoutMs: field.optional(shape.baseTimeoutMs),
    timeoutCapMs: field.optional(shape.timeoutCapMs),
    retransmitMs: field.optional(shape.retransmitMs),
    silenceMs: field.optional(shape.silenceMs),
    blockIntervalMs: field.optional(shape.blockIntervalMs),
    aheadMs: field.optional(shape.aheadMs),
    behindMs: field.optional(shape.behindMs),
  }),
  result: field.record({ parameters }),
  failures: {
    NOTHING_CHANGES:
      "Every value is the one that holds. Name one that differs; node_info shows them.",
    PARAMETER_OUT_OF_RANGE:
      "With these values the network would stop. docs/operating-a-network.md lists each parameter's range.",
  },
  keys: () => [constitutions.key()],
  check: ({ body }) =>
    Object.values(body).every((value) => value === undefined) ? "NOTHING_CHANGES" : undefined,
  apply({ body }, ledger) {
    const constitution = constitutionOf(ledger);
    const before = constitution.parameters;
    const names = Object.keys(before) as (keyof Parameters)[];
    const entries = names.map((name) => [name, body[name] ?? before[name]] as const);
    const after = Object.fromEntries(entries) as Record<keyof Parameters, number>;
    if (names.every((name) => after[name] === before[name])) return fail("NOTHING_CHANGES");
    if (parametersProblem(after) !== undefined) return fail("PARAMETER_OUT_OF_RANGE");
    constitutions.write(ledger, { ...constitution, parameters: after });
    return done({ parameters: after });
  },
});
