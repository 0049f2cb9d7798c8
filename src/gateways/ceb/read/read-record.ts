import type { Element, Elements } from "../declare/elements.ts";
import { type FaultCode, quoted } from "../fault.ts";
import { CEB } from "../namespaces.ts";
import type { XmlElement } from "../xml/read-tree.ts";
import { trimXml } from "../xml/trim.ts";
import { foundAt, type Place } from "./place.ts";

/** A record as it is read: declared names alone, and values of their kinds. */
export type RawRecord = Readonly<Record<string, unknown>>;

type Named = readonly [name: string, element: Element];

const lookUps = new WeakMap<Elements, ReadonlyMap<string, Named>>();

/** A map, because a file may name an element `constructor`. */
function lookUpOf(elements: Elements): ReadonlyMap<string, Named> {
  let known = lookUps.get(elements);
  if (known === undefined) {
    known = new Map(
      Object.entries(elements).flatMap(([name, one]): [string, Named][] => {
        const spellings = one.alsoSpelt === undefined ? [name] : [name, one.alsoSpelt];
        return spellings.map((spelling) => [spelling, [name, one as Element]]);
      }),
    );
    lookUps.set(elements, known);
  }
  return known;
}

/**
 * The values of an element whose children each hold one. All faults go to the log, and the record is whole only if there are
 * none. Their order is not looked at: it carries no meaning, and senders differ in it.
 */
export function readRecord(parent: XmlElement, elements: Elements, place: Place): RawRecord {
  const known = lookUpOf(elements);
  const record: Record<string, unknown> = {};
  const seen = new Set<string>();
  checkContainer(parent, place);
  for (const child of parent.children) {
    const named = child.namespace === CEB ? known.get(child.name) : undefined;
    if (named === undefined) {
      refuseUnknown(child, place);
      continue;
    }
    const [name, one] = named;
    if (seen.has(name)) {
      const hint = "Write it once.";
      place.log.refuse(foundAt(place, name, "REPEATED", hint, child.line));
      continue;
    }
    const value = readValue(child, name, one, place);
    if (value === MISSING) continue;
    seen.add(name);
    if (value !== REFUSED) record[name] = value;
  }
  refuseMissing(parent, elements, seen, record, place);
  return record;
}

export function refuseUnknown(child: XmlElement, place: Place): void {
  const hint =
    child.namespace === CEB
      ? "Leave it out, or correct its name."
      : `Leave it out, or give it the namespace ${CEB}.`;
  place.log.refuse(foundAt(place, quoted(child.name), "UNKNOWN_ELEMENT", hint, child.line));
}

/** What holds elements holds no text beside them, and nothing of ours has attributes, the root aside. */
export function checkContainer(element: XmlElement, place: Place): void {
  if (trimXml(element.text) !== "") {
    const hint = "Leave out the text between the elements.";
    place.log.refuse(foundAt(place, undefined, "STRAY_TEXT", hint, element.line));
  }
  checkAttributes(element, place, undefined);
}

function checkAttributes(element: XmlElement, place: Place, name: string | undefined): void {
  for (const attribute of element.attributes) {
    const hint = `Leave out the attribute ${quoted(attribute.name)}.`;
    place.log.refuse(foundAt(place, name, "UNKNOWN_ATTRIBUTE", hint, element.line));
  }
}

const MISSING = Symbol("missing");
const REFUSED = Symbol("refused");

function readValue(child: XmlElement, name: string, one: Element, place: Place): unknown {
  const refuse = (code: FaultCode, hint: string): symbol => {
    place.log.refuse(foundAt(place, name, code, hint, child.line));
    return REFUSED;
  };
  checkAttributes(child, place, name);
  const [inner] = child.children;
  if (inner !== undefined) {
    return refuse("UNKNOWN_ELEMENT", "It holds a value: leave out the element inside it.");
  }
  if (child.hasComment) return refuse("COMMENT_IN_VALUE", "Move the comment out of the value.");
  const text = trimXml(child.text);
  if (text === "") return MISSING; // senders write empty elements for what they do not have
  const reading = one.kind.read(text);
  if ("misfit" in reading) return refuse(reading.misfit.code, reading.misfit.hint);
  if (reading.doubt !== undefined) {
    place.log.warn(foundAt(place, name, "CODE_UNKNOWN", reading.doubt, child.line));
  }
  return reading.value;
}

function refuseMissing(
  parent: XmlElement,
  elements: Elements,
  seen: ReadonlySet<string>,
  record: RawRecord,
  place: Place,
): void {
  for (const [name, { mandatory, neededIf }] of Object.entries(elements)) {
    if (seen.has(name)) continue;
    if (mandatory) {
      const hint = "It must be there, and not empty.";
      place.log.refuse(foundAt(place, name, "MISSING", hint, parent.line));
    } else if (neededIf !== undefined) {
      const other = record[neededIf.element];
      if (typeof other !== "string" || !neededIf.values.includes(other)) continue;
      const hint = `It must be there when ${neededIf.element} is ${other}.`;
      place.log.refuse(foundAt(place, name, "MISSING", hint, parent.line));
    }
  }
}
