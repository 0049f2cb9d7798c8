import { defineMethod } from "../definition.ts";
import { idInput, whole } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { status } from "../schemas.ts";
import { statusToJson } from "../status-json.ts";

/**
 * tx_wait: one held call instead of polling. It also waits for an id that the node does not know yet: the transaction
 * may have been handed in at another node.
 */
export const wait = defineMethod({
  name: "tx_wait",
  summary:
    "Answers when a transaction is committed, rejected or expired, or when the time is over.",
  params: {
    id: idInput,
    timeoutMs: whole(0, rpcLimits.waitMsMax, "The longest wait; then the status as it is."),
  },
  result: status,
  errors: { TOO_MANY_WAITING: "Too many calls wait at this node. Poll with tx_get meanwhile." },
  example: { params: { id: "00".repeat(32), timeoutMs: 10_000 } },
  right: "read",
  async handle({ id, timeoutMs }, node, { fail, commits }) {
    if (timeoutMs > 0 && commits.isFull()) throw fail("TOO_MANY_WAITING");
    const look = () => {
      const now = node.status(id);
      return now.status === "pending" || now.status === "unknown" ? undefined : now;
    };
    const final = await commits.until(look, timeoutMs);
    return statusToJson(id, final ?? node.status(id), commits);
  },
});
