import type { Elements } from "./declare/elements.ts";
import { baseTransfer } from "./declare/shared.ts";
import { type SentType, sentMessages } from "./messages/sent.ts";

/** Where personal values of a message stand, as paths into it: "head.buyerName", "lines.note", "baseTransfer.note". */
export function personalPaths(type: SentType): readonly string[] {
  const { head, lines } = sentMessages[type];
  return [
    ...pathsIn("head", head.of),
    ...(lines === undefined ? [] : pathsIn("lines", lines.of)),
    ...pathsIn("baseTransfer", baseTransfer),
  ];
}

function pathsIn(part: string, elements: Elements): string[] {
  return Object.entries(elements)
    .filter(([, { personal }]) => personal)
    .map(([name]) => `${part}.${name}`);
}
