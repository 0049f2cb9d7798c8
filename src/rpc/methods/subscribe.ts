import { field } from "../../primitives/fields/index.ts";
import { pairNamed } from "../../transactions/fx/book/pair.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, heightInput, object, of, optional } from "../inputs.ts";
import { integer, nullable, shape, text } from "../schemas.ts";
import type { Topic } from "../subscription.ts";

/** What each topic must be told, and nothing else. */
const filters = {
  blocks: [],
  account: ["account"],
  book: ["base", "quote"],
} as const satisfies Readonly<Record<Topic["name"], readonly string[]>>;

/**
 * subscribe. Whoever comes back with the height and index of the last notification gets exactly what follows it; with a
 * height alone, everything from the start of that block; with neither, what is committed from now on. The topic book has no past:
 * it tells the best bid and ask as they are, and again whenever a block left others.
 */
export const subscribe = defineMethod({
  name: "subscribe",
  summary:
    "Notifications of blocks, of an account's transactions, or of a book's best bid and ask, over WebSocket.",
  params: {
    topic: of(field.choice(["blocks", "account", "book"])),
    filter: optional(
      object({
        account: optional(accountInput),
        base: optional(of(field.asset(), "CODE@issuer of what is bought and sold.")),
        quote: optional(of(field.asset(), "CODE@issuer of what it is paid in.")),
      }),
    ),
    fromHeight: optional(heightInput),
    fromIndex: optional(
      of(field.count(), "With fromHeight: the last notification seen; what follows it is sent."),
    ),
  },
  result: shape({
    subscription: text,
    /** Where delivery starts: with these the same subscription can be made again. */
    fromHeight: integer,
    fromIndex: nullable(integer),
  }),
  errors: {
    NEEDS_WEBSOCKET: "Connect to ws://…/rpc: notifications cannot be sent by HTTP.",
    UNKNOWN_PAIR:
      "The two have no book with this one as base. Try the two the other way round; fx_book shows a pair's.",
    TOO_MANY_SUBSCRIPTIONS: "Unsubscribe from something first, or open another connection.",
    HISTORY_PRUNED:
      "Blocks from fromHeight on are no longer kept here (data.firstHeight). Ask an archive node.",
  },
  example: { params: { topic: "account", filter: { account: "alice" }, fromHeight: 1 } },
  right: "read",
  refine({ topic, filter = {}, fromHeight, fromIndex }) {
    const needed: readonly ("account" | "base" | "quote")[] = filters[topic];
    const missing = needed.find((name) => filter[name] === undefined);
    if (missing !== undefined) return `the topic ${topic} needs filter.${missing}`;
    const given = (["account", "base", "quote"] as const).filter((name) => filter[name]);
    const excess = given.find((name) => !needed.includes(name));
    if (excess !== undefined) return `the topic ${topic} takes no filter.${excess}`;
    if (topic === "book" && fromHeight !== undefined) return "the topic book takes no fromHeight";
    return fromIndex !== undefined && fromHeight === undefined
      ? "fromIndex needs fromHeight"
      : undefined;
  },
  handle({ topic, filter = {}, fromHeight, fromIndex }, { ledger, chain }, { fail, connection }) {
    if (connection === undefined) throw fail("NEEDS_WEBSOCKET");
    if (!connection.mayOpenMore()) throw fail("TOO_MANY_SUBSCRIPTIONS");
    const { account, base, quote } = filter;
    if (topic === "book") {
      if (pairNamed(ledger, base!, quote!) === undefined) throw fail("UNKNOWN_PAIR");
      const now = { height: chain.head().height, afterIndex: undefined };
      const subscription = connection.subscribe({ name: topic, base: base!, quote: quote! }, now);
      return { subscription, fromHeight: now.height, fromIndex: null };
    }
    const height = fromHeight ?? chain.head().height + 1;
    const firstHeight = chain.firstHeight();
    if (height < firstHeight) {
      throw fail("HISTORY_PRUNED", `Block ${height} is not kept here.`, { firstHeight });
    }
    const chosen: Topic = topic === "blocks" ? { name: topic } : { name: topic, account: account! };
    const subscription = connection.subscribe(chosen, { height, afterIndex: fromIndex });
    return { subscription, fromHeight: height, fromIndex: fromIndex ?? null };
  },
});
