import { field } from "../../primitives/fields/index.ts";
import { leg, path as pathField } from "../../transactions/fx/paths/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, of, optional } from "../inputs.ts";
import { proposePath } from "../paths/propose.ts";
import { integer, listOf, nullable, shape } from "../schemas.ts";

/** fx_path: by which exchanges most arrives, or least is sent. */
export const path = defineMethod({
  name: "fx_path",
  summary:
    "The best path from one asset to another over 5,000 books at most, and 100 quotes to an account, with what it comes to now; null if there is none.",
  params: {
    from: of(field.asset(), "CODE@issuer of what is sent."),
    to: of(field.asset(), "CODE@issuer of what arrives."),
    exactly: of(field.choice(["send", "deliver"]), "Which of the two amounts is given."),
    minor: of(field.uint64(), "That amount, in minor units."),
    account: optional(accountInput),
  },
  /** `path` goes into payment.path.send or .receive as it is: if nothing moves in between, that comes to exactly this. */
  result: nullable(
    shape({
      send: field.amount().schema,
      deliver: field.amount().schema,
      path: pathField.schema,
      legs: listOf(leg.schema),
      height: integer,
    }),
  ),
  errors: {},
  example: {
    params: {
      ...{ from: "HKD@gateway-hk", to: "PHP@gateway-ph", exactly: "send", minor: "10000" },
    },
  },
  right: "read",
  async handle(wish, node) {
    const best = await proposePath(node, wish);
    if (best === undefined) return null;
    return {
      send: field.amount().toJson(best.legs[0]!.gave),
      deliver: field.amount().toJson(best.legs.at(-1)!.got),
      path: pathField.toJson([...best.hops]),
      legs: best.legs.map((one) => leg.toJson(one)),
      height: best.height,
    };
  },
});
