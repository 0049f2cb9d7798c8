import { ROLES } from "../../chain/participant.ts";
import { validatorsOf } from "../../chain/epoch.ts";
import { contradict, verifyVote, vote } from "../../chain/vote.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { epochs, evidences } from "./records.ts";

/**
 * council.evidence: puts on chain that a validator signed two votes where C7 allows one (C14). Anyone may: the votes
 * speak for themselves. What follows is the council's to decide.
 */
export const evidence = defineOperation({
  tag: 0x0048,
  name: "council.evidence",
  since: 1,
  summary: "Puts on chain that a validator voted twice where it may vote once.",
  signatories: ROLES,
  threshold: "low",
  body: field.record({ first: vote, second: vote }),
  /** Who it is, by its name in the set of that epoch. */
  result: field.record({ name: field.text(limits.nameBytes) }),
  failures: {
    NO_CONTRADICTION:
      "The two votes may stand side by side. Evidence is two votes of one validator and view that exclude each other.",
    UNKNOWN_EPOCH: "The votes are of an epoch that has not begun. Compare the chain id.",
    BAD_VOTE:
      "A vote is not signed by that validator of that epoch. Copy both from chain_evidence.",
    KNOWN_ALREADY:
      "Evidence against this validator in this view is on chain. Nothing is left to do.",
  },
  keys: ({ body: { first } }) => [
    epochs.key(first.epoch),
    evidences.key(first.epoch, first.validator, first.view),
  ],
  check: ({ body: { first, second } }) =>
    contradict(first, second) ? undefined : "NO_CONTRADICTION",
  apply({ source, body: { first, second }, chainId, height }, ledger) {
    const { epoch, validator, view } = first;
    const record = epochs.read(ledger, epoch);
    if (record === undefined) return fail("UNKNOWN_EPOCH");
    if (evidences.read(ledger, epoch, validator, view) !== undefined) return fail("KNOWN_ALREADY");
    const set = validatorsOf(record);
    const isSigned = [first, second].every((one) => verifyVote(set, chainId, one));
    const member = set.validators[validator];
    if (!isSigned || member === undefined) return fail("BAD_VOTE");
    const { name } = member;
    const entry = { name, first, second, reporter: source, height };
    evidences.write(ledger, entry, epoch, validator, view);
    return done({ name });
  },
});
