import { utf8 } from "../../../primitives/bytes.ts";

/** An element to be written: either a value or children. */
export interface TreeElement {
  readonly name: string;
  readonly content: string | readonly TreeElement[];
}

const PREFIX = "ceb";

/** A file of one root element, indented for whoever reads it; every name gets the family's prefix. */
export function writeTree(
  root: TreeElement,
  namespace: string,
  attributes: Readonly<Record<string, string>>,
): Uint8Array {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const opening = `${PREFIX}:${root.name}${given.join("")} xmlns:${PREFIX}="${namespace}"`;
  const out = ['<?xml version="1.0" encoding="UTF-8"?>\n', `<${opening}>\n`];
  for (const child of root.content as readonly TreeElement[]) write(child, "  ", out);
  out.push(`</${PREFIX}:${root.name}>\n`);
  return utf8(out.join(""));
}

function write({ name, content }: TreeElement, indent: string, out: string[]): void {
  if (typeof content === "string") {
    out.push(`${indent}<${PREFIX}:${name}>${escapeXml(content)}</${PREFIX}:${name}>\n`);
    return;
  }
  out.push(`${indent}<${PREFIX}:${name}>\n`);
  for (const child of content) write(child, `${indent}  `, out);
  out.push(`${indent}</${PREFIX}:${name}>\n`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Values have no control characters: their kinds refuse those before they come here. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => ESCAPES[character]!);
}
