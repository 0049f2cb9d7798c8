import { validator } from "../../chain/validator-set.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import {
  constitutionOf,
  epochs,
  observer,
  observersOf,
} from "../../transactions/council/records.ts";
import { defineMethod } from "../definition.ts";
import { of, optional } from "../inputs.ts";
import { hash, integer, listOf, nullable, shape } from "../schemas.ts";

/** chain_validators: in the order that round robin and certificates go by. */
export const validators = defineMethod({
  name: "chain_validators",
  summary:
    "The validators of an epoch, the quorum, how many may be faulty; who votes next, who observes.",
  params: { epoch: optional(of(field.uint(32), "The current epoch if left out.")) },
  result: shape({
    epoch: integer,
    /** Height of the epoch's first block. */
    firstHeight: integer,
    hash,
    quorum: integer,
    faulty: integer,
    validators: listOf(validator.schema),
    /** Of the current epoch: the set that follows, once the council has changed it. */
    next: nullable(listOf(validator.schema)),
    observers: listOf(observer.schema),
  }),
  errors: {
    UNKNOWN_EPOCH: "The epoch has not begun (data.epoch is the current one). Leave the epoch out.",
  },
  example: { params: {} },
  right: "read",
  handle({ epoch }, node, { fail }) {
    const { epoch: current } = node.consensus();
    const set = epoch === undefined ? node.validators() : node.validatorsOf(epoch);
    if (set === undefined) {
      throw fail("UNKNOWN_EPOCH", `Epoch ${epoch} has not begun.`, { epoch: current });
    }
    const named = constitutionOf(node.ledger).validators.map((one) => validator.toJson(one));
    const signing = set.validators.map((one) => validator.toJson(one));
    const changes = set.epoch === current && JSON.stringify(named) !== JSON.stringify(signing);
    return {
      epoch: set.epoch,
      firstHeight: epochs.read(node.ledger, set.epoch)?.firstHeight ?? 0,
      hash: toHex(set.hash),
      quorum: set.quorum,
      faulty: set.faulty,
      validators: signing,
      next: changes ? named : null,
      observers: observersOf(node.ledger).map((one) => observer.toJson(one)),
    };
  },
});
