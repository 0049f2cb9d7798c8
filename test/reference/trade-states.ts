import type { Move } from "../../src/transactions/trade/states.ts";
import { table } from "./markdown.ts";
import { type Machine, MACHINES } from "./trade-machines.ts";

/** The lives of what is traded, drawn from tables that tests hold the ledger's operations to. */
export function tradeStates(): string {
  return [
    "# The lives of what is traded",
    "From where each step leads to where, who takes it, and in brackets what else has to be so. The ledger itself takes what is marked as its own. " +
      "What leaves a thing where it is stands in the table and is not drawn.",
    ...MACHINES.flatMap(sectionOf),
  ].join("\n\n");
}

function sectionOf({ title, about, moves, waitsFor, rules }: Machine): string[] {
  const statuses = Object.keys(waitsFor);
  const rows = statuses.map((status) => {
    const can = moves.filter(({ from }) => from.includes(status));
    const turn = waitsFor[status]!.join(", ");
    return [status, turn === "" ? "nobody" : turn, can.map(sayMove).join("; ")];
  });
  const drawn = ["```mermaid", "stateDiagram-v2", ...arrowsOf(moves, statuses), "```"];
  return [
    `## ${title}`,
    about,
    drawn.join("\n"),
    table(["status", "waits for", "what can happen"], rows),
    `Rules: [src/transactions/trade/${rules}](../../src/transactions/trade/${rules}/README.md).`,
  ];
}

function arrowsOf(moves: Machine["moves"], statuses: readonly string[]): string[] {
  const arrows = moves.flatMap((move) => {
    const { from, to } = move;
    if (to === undefined) return [];
    const said = labelOf(move);
    if (from.length === 0) return [`    [*] --> ${to}: ${said}`];
    return from.map((one) => `    ${one} --> ${to}: ${said}`);
  });
  const isBegun = moves.some(({ from }) => from.length === 0);
  const isEnd = (status: string): boolean =>
    !moves.some(({ from, to }) => from.includes(status) && to !== undefined && to !== status);
  return [
    ...(isBegun ? [] : [`    [*] --> ${statuses[0]!}`]),
    ...arrows,
    ...statuses.filter(isEnd).map((one) => `    ${one} --> [*]`),
  ];
}

const labelOf = ({ step, by, if: condition }: Move<string, string, string>): string =>
  `${step}${condition === undefined ? "" : ` [${condition}]`} (${by.join(", ")})`;

const sayMove = (move: Move<string, string, string>): string =>
  move.to === undefined ? labelOf(move) : `${labelOf(move)}: ${move.to}`;
