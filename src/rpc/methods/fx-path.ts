import { COUNCIL } from "../../primitives/account-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { Overlay } from "../../state/overlay.ts";
import { convertReceiving, convertSending } from "../../transactions/fx/paths/convert.ts";
import { type Hop, type Leg, leg, path as pathField } from "../../transactions/fx/paths/records.ts";
import type { RpcContext } from "../context.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, of, optional } from "../inputs.ts";
import { waysOf } from "../paths/market.ts";
import { bestPaths } from "../paths/search.ts";
import { integer, listOf, nullable, shape } from "../schemas.ts";

interface Tried {
  readonly hops: readonly Hop[];
  readonly legs: readonly Leg[];
}

/** fx_path: by which exchanges most arrives, or least is sent. */
export const path = defineMethod({
  name: "fx_path",
  summary:
    "The best path from one asset to another over books, and quotes to an account, with what it comes to now; null if there is none.",
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
  async handle({ from, to, exactly, minor, account }, node) {
    const ways = await waysOf(node, account);
    const side = exactly === "send" ? "pays" : "gets";
    const found = bestPaths(ways, { from: toHex(from), into: toHex(to) }, side, minor);
    const tried = found.flatMap((one): Tried[] => {
      const hops = one.map(({ asset, quote }) => ({ asset, quote, worst: undefined }));
      const legs = tryOut(node, hops, { from, minor, isSending: exactly === "send" }, account);
      return legs === undefined ? [] : [{ hops, legs }];
    });
    const value = ({ legs }: Tried): bigint =>
      exactly === "send" ? legs.at(-1)!.got.minor : -legs[0]!.gave.minor;
    const [best] = tried.sort((a, b) => (value(a) < value(b) ? 1 : value(a) > value(b) ? -1 : 0));
    if (best === undefined) return null;
    return {
      send: field.amount().toJson(best.legs[0]!.gave),
      deliver: field.amount().toJson(best.legs.at(-1)!.got),
      path: pathField.toJson([...best.hops]),
      legs: best.legs.map((one) => leg.toJson(one)),
      height: node.chain.head().height,
    };
  },
});

/** What a path comes to by the ledger's own rules, which decide what it says; undefined if it cannot be gone. */
function tryOut(
  { ledger, chain }: RpcContext,
  hops: readonly Hop[],
  { from, minor, isSending }: { from: Uint8Array; minor: bigint; isSending: boolean },
  account: Uint8Array | undefined,
): readonly Leg[] | undefined {
  const { height, header } = chain.head();
  // Without an account nobody's own offers are passed over: the council has none.
  const payer = { account: account ?? COUNCIL, timeMs: header.timeMs, height };
  const scratch = new Overlay(ledger);
  const converted = isSending
    ? convertSending(scratch, { asset: from, minor }, hops, payer)
    : convertReceiving(scratch, from, hops, minor, payer);
  return converted.ok ? converted.legs : undefined;
}
