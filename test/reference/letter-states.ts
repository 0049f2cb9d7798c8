import { nextParty, STATUSES, STEPS, transitions } from "../../src/transactions/letters/states.ts";
import { table } from "./markdown.ts";

const titles: Readonly<Record<string, string>> = {
  firm: "firm",
  entity: "audited entity",
  bank: "bank",
};

/** The life of a confirmation letter, drawn from the table that the ledger goes by. */
export function letterStates(): string {
  const arrows = STEPS.flatMap((step) => {
    const { by, from, to } = transitions[step];
    if (step === "issue") return [`    [*] --> ${to!}: ${step} (${by})`];
    if (step === "close") return [];
    return from.map((one) => `    ${one} --> ${to ?? one}: ${step} (${by})`);
  });
  const rows = STATUSES.map((status) => {
    const party = nextParty(status);
    const steps = STEPS.filter((step) => transitions[step].from.includes(status));
    const can = steps.map((step) => `${step} (${transitions[step].by})`).join(", ");
    return [status, party === undefined ? "nobody's" : titles[party]!, can];
  });
  return [
    "# The life of a confirmation letter",
    "",
    "From where each step leads to where, and who takes it. The ledger itself takes what is marked as its own, when a deadline has passed.",
    "The firm can close a letter wherever it is, which is not drawn.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    ...arrows,
    "    closed --> [*]",
    "```",
    "",
    table(["status", "whose turn", "what can happen"], rows),
    "",
    "Rules and deadlines: [src/transactions/letters](../../src/transactions/letters/README.md).",
  ].join("\n");
}
