import { field } from "../../primitives/fields/index.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { flag } from "../schemas.ts";

/** unsubscribe: false if the subscription is not of this connection or has ended. */
export const unsubscribe = defineMethod({
  name: "unsubscribe",
  summary: "Ends a subscription of this connection.",
  params: { subscription: of(field.text(40), "What subscribe answered.") },
  result: flag,
  errors: { NEEDS_WEBSOCKET: "Subscriptions belong to a WebSocket connection; use that one." },
  example: { params: { subscription: "1" } },
  right: "read",
  handle({ subscription }, _node, { fail, connection }) {
    if (connection === undefined) throw fail("NEEDS_WEBSOCKET");
    return connection.unsubscribe(subscription);
  },
});
