import { vote } from "../../chain/vote.ts";
import { evidences } from "../../transactions/council/records.ts";
import { defineMethod } from "../definition.ts";
import { integer, listOf, nullable, shape, text } from "../schemas.ts";

/** As many of the oldest pieces on chain as one answer takes; later ones are in state under evidence/. */
const ON_CHAIN_MAX = 256;

/** chain_evidence: validators that were seen to sign what contradicts itself (C14). */
export const evidence = defineMethod({
  name: "chain_evidence",
  summary: "Contradicting votes that this node has seen or that are on chain, by validator.",
  params: {},
  result: listOf(
    shape({
      name: nullable(text),
      epoch: integer,
      validator: integer,
      view: integer,
      /** As council.evidence takes them. */
      first: vote.schema,
      second: vote.schema,
      /** Height of the block that put it on chain; null if nobody has. */
      height: nullable(integer),
    }),
  ),
  errors: {},
  example: { params: {} },
  right: "read",
  async handle(_params, node) {
    const range = { limit: ON_CHAIN_MAX };
    const entries = await node.entries("evidence/", range);
    const recorded = entries.map(({ value }) => evidences.decode(value));
    const seen = node
      .evidence()
      .filter(({ first }) => {
        const { epoch, validator, view } = first;
        return !node.ledger.has(evidences.key(epoch, validator, view));
      })
      .map(({ first, second }) => {
        const name = node.validatorsOf(first.epoch)?.validators[first.validator]?.name;
        return { name, first, second, height: undefined };
      });
    return [...recorded, ...seen].map(({ name, first, second, height }) => ({
      name: name ?? null,
      epoch: first.epoch,
      validator: first.validator,
      view: first.view,
      first: vote.toJson(first),
      second: vote.toJson(second),
      height: height ?? null,
    }));
  },
});
