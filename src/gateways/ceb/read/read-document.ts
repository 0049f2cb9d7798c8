import type { Declaration } from "../declare/declaration.ts";
import { cebLimits } from "../limits.ts";
import { CEB } from "../namespaces.ts";
import type { XmlElement } from "../xml/read-tree.ts";
import { foundAt, type Place } from "./place.ts";
import { checkContainer, type RawRecord, readRecord, refuseUnknown } from "./read-record.ts";

/** A document as it is read. */
export interface RawDocument {
  readonly head: RawRecord;
  readonly lines?: readonly RawRecord[];
}

/** One document of a message: its head, and its lines where it has them. */
export function readDocument(
  element: XmlElement,
  declaration: Declaration,
  place: Place,
): RawDocument {
  const { head, lines } = declaration;
  if (head.element === undefined) return { head: readRecord(element, head.of, place) };

  checkContainer(element, place);
  const isHead = (child: XmlElement): boolean => isOurs(child, head.element);
  const isLine = (child: XmlElement): boolean =>
    lines !== undefined && isOurs(child, lines.element);
  const others = element.children.filter((child) => !isHead(child) && !isLine(child));
  for (const other of others) refuseUnknown(other, place);
  return {
    head: readHead(element, element.children.filter(isHead), declaration, place),
    ...(lines === undefined
      ? {}
      : { lines: readLines(element, element.children.filter(isLine), lines, place) }),
  };
}

function isOurs(child: XmlElement, name: string | undefined): boolean {
  return child.namespace === CEB && child.name === name;
}

function readHead(
  element: XmlElement,
  heads: readonly XmlElement[],
  { head }: Declaration,
  place: Place,
): RawRecord {
  const [first, second] = heads;
  if (first === undefined) {
    const hint = "It must be there.";
    place.log.refuse(foundAt(place, head.element, "MISSING", hint, element.line));
    return {};
  }
  if (second !== undefined) {
    place.log.refuse(foundAt(place, head.element, "REPEATED", "Write it once.", second.line));
  }
  return readRecord(first, head.of, { ...place, within: first.name });
}

function readLines(
  element: XmlElement,
  children: readonly XmlElement[],
  lines: NonNullable<Declaration["lines"]>,
  place: Place,
): RawRecord[] {
  if (children.length === 0) {
    const hint = "Write at least one.";
    place.log.refuse(foundAt(place, lines.element, "MISSING", hint, element.line));
  }
  if (children.length > cebLimits.linesPerDocument) {
    const hint = `Write at most ${cebLimits.linesPerDocument}.`;
    place.log.refuse(foundAt(place, lines.element, "TOO_MANY_LINES", hint, element.line));
    return [];
  }
  return children.map((child, i) =>
    readRecord(child, lines.of, { ...place, within: `${child.name} ${i + 1}` }),
  );
}
