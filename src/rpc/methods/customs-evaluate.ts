import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { personKeyRecord } from "../../transactions/customs/persons/records.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { listOf, shape } from "../schemas.ts";

const element = field.bytes(32);

/**
 * customs_evaluate: the middle step of the oblivious PRF that keys people (RFC 9497, ristretto255-SHA512, verifiable mode). The caller
 * blinds before it and verifies and finalises after it, so that no node sees a number.
 */
export const evaluate = defineMethod({
  name: "customs_evaluate",
  summary:
    "Has blinded numbers of documents evaluated under a country's key for people by its regulator's node.",
  params: {
    country: of(
      personKeyRecord.shape.country,
      "Whose regulator's key: ISO 3166-1 alpha-2, like CN.",
    ),
    blinded: of(
      field.list(element, limits.blindedPerRequest, 1),
      "Elements of ristretto255, each of 64 hexadecimal digits.",
    ),
  },
  result: shape({
    /** As the ledger has it. */
    publicKey: element.schema,
    /** One for each, in their order, and the proof of all of them. */
    evaluated: listOf(element.schema),
    proof: field.bytes(64).schema,
  }),
  errors: {
    KEY_NOT_SET:
      "The country's regulator has registered no key. customs_personKey shows it when it has.",
    BAD_ELEMENT:
      "One of the values (data.index, from 0) is no element of ristretto255 other than the identity. It was counted.",
    RATE_LIMITED:
      "This node has asked for as many as it may. Ask again after data.retryAfterMs milliseconds; the regulator sets the limit.",
    REGULATOR_BUSY:
      "The regulator's node works on as many requests as it can. Ask again after data.retryAfterMs milliseconds.",
    REGULATOR_OFFLINE:
      "The regulator's node is not connected or does not answer. node_peers shows who is; ask again later.",
    REGULATOR_REFUSED:
      "The regulator's node does not evaluate for this one: it lacks the registered key, or this node is not on the member list.",
  },
  example: {
    params: {
      country: "CN",
      blinded: ["e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"],
    },
  },
  right: "submit",
  async handle({ country, blinded }, node, { fail }) {
    const said = await node.evaluatePersons(country, blinded);
    switch (said.code) {
      case "OK": {
        const evaluated = said.evaluated.map((one) => toHex(one));
        return { publicKey: toHex(said.publicKey), evaluated, proof: toHex(said.proof) };
      }
      case "RATE_LIMITED":
      case "REGULATOR_BUSY":
        throw fail(said.code, inWords(said.retryAfterMs), { retryAfterMs: said.retryAfterMs });
      case "BAD_ELEMENT":
        throw fail(said.code, `blinded.${said.index} is no element.`, { index: said.index });
      case "KEY_NOT_SET":
      case "REGULATOR_OFFLINE":
      case "REGULATOR_REFUSED":
        throw fail(said.code);
    }
  },
});

function inWords(retryAfterMs: number): string {
  return `The regulator's node can be asked again in ${Math.ceil(retryAfterMs / 1_000)} s.`;
}
