import type { Declaration } from "../../../src/gateways/ceb/declare/declaration.ts";
import type { Element, Elements } from "../../../src/gateways/ceb/declare/elements.ts";
import { baseTransfer } from "../../../src/gateways/ceb/declare/shared.ts";
import { faultCodes, warningCodes } from "../../../src/gateways/ceb/fault.ts";
import { receipts, results } from "../../../src/gateways/ceb/messages/answered.ts";
import { sentMessages } from "../../../src/gateways/ceb/messages/sent.ts";
import { code, table } from "../../reference/markdown.ts";

/** The page on messages: every element of every type, and every code of a refusal. */
export function messagesReference(): string {
  const sent: readonly Declaration[] = Object.values(sentMessages);
  const answered: readonly Declaration[] = [...Object.values(receipts), ...Object.values(results)];
  return [
    "# Messages of cross-border e-commerce (CEB)",
    "",
    "Made from the declarations of [src/gateways/ceb](../../src/gateways/ceb/README.md). C18 is exactly 18 characters, C..18 at most 18,",
    "N19,5 a number of up to 19 digits with up to 5 behind the point. *Personal* values never reach the chain.",
    "",
    "## What is read",
    "",
    ...sent.flatMap(section),
    "### BaseTransfer, in each of these",
    "",
    elementTable(baseTransfer),
    "",
    "## What is written",
    "",
    ...answered.flatMap(section),
    "## Why a file is refused",
    "",
    codeTable(faultCodes),
    "",
    "## What is doubtful about a file that is read",
    "",
    codeTable(warningCodes),
  ].join("\n");
}

function section({ type, en, zh, document, head, lines }: Declaration): string[] {
  const place = head.element === undefined ? document : `${document}/${head.element}`;
  return [
    `### CEB${type}: ${en} (${zh})`,
    "",
    `In ${code(place)}:`,
    "",
    elementTable(head.of),
    "",
    ...(lines === undefined
      ? []
      : [`In each ${code(`${document}/${lines.element}`)}:`, "", elementTable(lines.of), ""]),
  ];
}

function elementTable(elements: Elements): string {
  const rows = Object.entries(elements).map(([name, one]) => {
    const { kind, personal, en, zh } = one as Element;
    const words = kind.words === undefined ? kind.form : `${kind.form}: ${kind.words}`;
    return [code(name), zh, personal ? `${en} *(personal)*` : en, words, mustBe(one as Element)];
  });
  return table(["element", "名称", "meaning", "form", "must be there"], rows);
}

function mustBe({ mandatory, neededIf }: Element): string {
  if (neededIf === undefined) return mandatory ? "yes" : "";
  return `if ${neededIf.element} is ${neededIf.values.join(" or ")}`;
}

function codeTable(codes: Readonly<Record<string, string>>): string {
  return table(
    ["code", "meaning"],
    Object.entries(codes).map(([name, words]) => [code(name), words]),
  );
}
