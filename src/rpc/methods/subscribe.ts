import { field } from "../../primitives/fields/index.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, heightInput, object, of, optional } from "../inputs.ts";
import { integer, nullable, shape, text } from "../schemas.ts";

/**
 * subscribe. Whoever comes back with the height and index of the last notification gets exactly what follows it; with a
 * height alone, everything from the start of that block; with neither, what is committed from now on.
 */
export const subscribe = defineMethod({
  name: "subscribe",
  summary: "Notifications of blocks, or of an account's transactions, over WebSocket.",
  params: {
    topic: of(field.choice(["blocks", "account"])),
    filter: optional(object({ account: optional(accountInput) })),
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
    TOO_MANY_SUBSCRIPTIONS: "Unsubscribe from something first, or open another connection.",
    HISTORY_PRUNED:
      "Blocks from fromHeight on are no longer kept here (data.firstHeight). Ask an archive node.",
  },
  example: { params: { topic: "account", filter: { account: "alice" }, fromHeight: 1 } },
  right: "read",
  refine({ topic, filter, fromHeight, fromIndex }) {
    if (topic === "account" && filter?.account === undefined) {
      return "the topic account needs filter.account";
    }
    if (topic === "blocks" && filter?.account !== undefined) {
      return "the topic blocks takes no filter.account";
    }
    return fromIndex !== undefined && fromHeight === undefined
      ? "fromIndex needs fromHeight"
      : undefined;
  },
  handle({ topic, filter, fromHeight, fromIndex }, { chain }, { fail, connection }) {
    if (connection === undefined) throw fail("NEEDS_WEBSOCKET");
    if (!connection.mayOpenMore()) throw fail("TOO_MANY_SUBSCRIPTIONS");
    const height = fromHeight ?? chain.head().height + 1;
    const firstHeight = chain.firstHeight();
    if (height < firstHeight) {
      throw fail("HISTORY_PRUNED", `Block ${height} is not kept here.`, { firstHeight });
    }
    const chosen =
      topic === "blocks"
        ? ({ name: "blocks" } as const)
        : ({ name: "account", account: filter!.account! } as const);
    const subscription = connection.subscribe(chosen, { height, afterIndex: fromIndex });
    return { subscription, fromHeight: height, fromIndex: fromIndex ?? null };
  },
});
