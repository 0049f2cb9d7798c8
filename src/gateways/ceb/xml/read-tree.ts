import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";

import { fromUtf8 } from "../../../primitives/bytes.ts";
import { type CebFault, type FaultCode, quoted } from "../fault.ts";
import { cebLimits } from "../limits.ts";

export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

export interface XmlElement {
  /** Without its prefix: that is the writer's choice and means nothing. */
  readonly name: string;
  readonly namespace: string;
  /** Declarations of namespaces are not among them. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlElement[];
  /** All text that stands in it directly, CDATA included. */
  text: string;
  /** Two readers may disagree about the text around a comment, so that nobody's value may have one. */
  hasComment: boolean;
  /** Where it begins, from 1 on. */
  readonly line: number;
}

const XMLNS = "http://www.w3.org/2000/xmlns/";

class XmlRefusal extends Error {
  readonly fault: CebFault;

  constructor(code: FaultCode, hint: string, line?: number) {
    super(code);
    this.fault = { code, path: "", hint, ...(line === undefined ? {} : { line }) };
  }
}

/**
 * The root element of a file, or the one fault that makes it no file of ours: nothing behind it can be trusted.
 *
 * Nothing is ever expanded or fetched: a document type ends the reading, and so do depth and number, at the element that
 * goes beyond them.
 */
export function readTree(bytes: Uint8Array): { root: XmlElement } | { fault: CebFault } {
  try {
    return { root: parse(textOf(bytes)) };
  } catch (error) {
    if (error instanceof XmlRefusal) return { fault: error.fault };
    const fault = error instanceof Error ? notWellFormed(error.message) : undefined;
    if (fault === undefined) throw error;
    return { fault };
  }
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length > cebLimits.fileBytes) {
    const hint = `Split it: a file may have ${cebLimits.fileBytes} bytes, and this one has ${bytes.length}.`;
    throw new XmlRefusal("TOO_LARGE", hint);
  }
  const text = fromUtf8(bytes);
  if (text === undefined) throw new XmlRefusal("NOT_UTF8", "Write the file in UTF-8.");
  return text;
}

/**
 * The XML reader's own errors begin with "line:column: "; any other is a defect, for which there is no fault. Its words name
 * elements and attributes, never values.
 */
function notWellFormed(message: string): CebFault | undefined {
  const match = /^([0-9]+):[0-9]+: (.*?)\.?$/su.exec(message);
  if (match === null) return undefined;
  const hint = `The XML reader says: ${quoted(match[2]!)}.`;
  return { code: "NOT_WELL_FORMED", path: "", hint, line: Number(match[1]) };
}

function parse(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let attributes = 0;
  const refuse = (code: FaultCode, hint: string): never => {
    throw new XmlRefusal(code, hint, parser.line);
  };

  parser.on("xmldecl", ({ version, encoding }) => {
    if (version !== "1.0" || (encoding ?? "utf-8").toLowerCase() !== "utf-8") {
      refuse("XML_VERSION", 'Begin the file with <?xml version="1.0" encoding="UTF-8"?>.');
    }
  });
  parser.on("doctype", () => refuse("DOCTYPE", "Leave it out."));
  parser.on("processinginstruction", () => refuse("PROCESSING_INSTRUCTION", "Leave it out."));
  parser.on("opentagstart", () => {
    attributes = 0;
    if (++elements > cebLimits.elements) {
      refuse("TOO_MANY_ELEMENTS", `Split the file: it may have ${cebLimits.elements} elements.`);
    }
    if (open.length >= cebLimits.depth) {
      refuse("TOO_DEEP", `Elements may be nested ${cebLimits.depth} deep.`);
    }
  });
  parser.on("attribute", () => {
    if (++attributes > cebLimits.attributes) {
      refuse("TOO_MANY_ELEMENTS", `An element may have ${cebLimits.attributes} attributes.`);
    }
  });
  parser.on("opentag", (tag) => {
    const element = elementOf(tag, parser.line);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", (chunk) => addText(open.at(-1), chunk));
  parser.on("cdata", (chunk) => addText(open.at(-1), chunk));
  parser.on("comment", () => {
    const within = open.at(-1);
    if (within !== undefined) within.hasComment = true;
  });
  parser.write(text).close();
  return root!; // close() throws where there is none
}

function addText(element: XmlElement | undefined, text: string): void {
  if (element !== undefined) element.text += text;
}

function elementOf(tag: SaxesTagNS, line: number): XmlElement {
  const attributes = Object.values(tag.attributes as Record<string, SaxesAttributeNS>)
    .filter(({ uri }) => uri !== XMLNS)
    .map(({ local, uri, value }) => ({ name: local, namespace: uri, value }));
  const { local, uri } = tag;
  return {
    name: local,
    namespace: uri,
    attributes,
    children: [],
    text: "",
    hasComment: false,
    line,
  };
}
