import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { argument, defineCommand } from "../command.ts";
import { type JsonObject, listOf, objectOf } from "../ledger.ts";
import { paymentFound } from "../payment-found.ts";
import { pick, renderJson, renderTable } from "../render.ts";
import { withReadableAmounts } from "../readable-amounts.ts";

/** What gpi's codes and the ledger's own say to people. */
const WORDS: Readonly<Record<string, string>> = {
  ACCC: "credited",
  ACSP: "in progress",
  RJCT: "rejected",
  G000: "passed on to the next agent",
  G002: "not settled today",
  G003: "documents awaited",
  G004: "funds awaited",
  AB03: "nobody approved in time",
};

export const paymentTrack = defineCommand({
  usage: "payment track <uetr>",
  summary: "Where a payment is: every step, who has approved, what was recalled and returned.",
  async run(session, given) {
    const { json } = await paymentFound(session, argument(given, 0));
    const shown = objectOf(
      await withNames(session, await withReadableAmounts(session, json)),
      "payment",
    );
    const head = pick(shown, "uetr", "amount", "debtor", "creditor", "status");
    const blocks = [renderJson({ ...head, status: inWords(head["status"]) })];
    if (shown["holding"] !== null) blocks.push(agentsTable(objectOf(shown["holding"], "holding")));
    if (shown["steps"] !== null) blocks.push(stepsTable(listOf(shown["steps"], "steps")));
    const after = pick(shown, "recall", "returns");
    const answered = Object.entries(after).filter(([, value]) => value !== null);
    if (answered.length > 0) blocks.push(renderJson(Object.fromEntries(answered)));
    return { json, text: blocks.join("\n\n") };
  },
});

function agentsTable(holding: JsonObject): string {
  const rows = listOf(holding["agents"], "agents").map((one) => {
    const { account, side, decision, fee, borneBy } = objectOf(one, "agent");
    return [account, side, decision, fee, borneBy].map((cell) => cell ?? null);
  });
  return renderTable(["agent", "of", "decision", "fee, minor units", "borne by"], rows);
}

function stepsTable(steps: readonly Json[]): string {
  const rows = steps.map((one) => {
    const { status, reason, by, height, timeMs } = objectOf(one, "step");
    const time = typeof timeMs === "number" ? new Date(timeMs).toISOString() : null;
    return [time, height ?? null, inWords(status), inWords(reason), by ?? null];
  });
  return renderTable(["time", "height", "status", "reason", "by"], rows);
}

function inWords(code: Json | undefined): Json {
  if (typeof code !== "string") return null;
  const words = WORDS[code];
  return words === undefined ? code : `${code} ${words}`;
}
