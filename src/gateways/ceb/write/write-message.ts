import type { Declaration } from "../declare/declaration.ts";
import type { Element, Elements } from "../declare/elements.ts";
import { guidKind, type Kind } from "../declare/kinds.ts";
import { baseTransfer } from "../declare/shared.ts";
import type { CebFault, FaultCode } from "../fault.ts";
import { cebLimits } from "../limits.ts";
import { CEB } from "../namespaces.ts";
import type { RawDocument } from "../read/read-document.ts";
import type { RawMessage } from "../read/read-message.ts";
import type { RawRecord } from "../read/read-record.ts";
import { trimXml } from "../xml/trim.ts";
import { type TreeElement, writeTree } from "../xml/write-tree.ts";

/** A value that no message can carry: whoever made it has a defect, so it is thrown. */
export class UnwritableError extends Error {
  readonly fault: CebFault;

  constructor(code: FaultCode, path: string, hint: string) {
    super(path === "" ? hint : `${path}: ${hint}`);
    this.fault = { code, path, hint };
  }
}

/** The file of a message. What is written can be read again: whatever the reader would refuse throws `UnwritableError`. */
export function writeMessage(declaration: Declaration, message: RawMessage): Uint8Array {
  const { documents } = message;
  checkValue(guidKind, message.guid, "guid");
  if (documents.length === 0 || documents.length > cebLimits.documentsPerMessage) {
    const code = documents.length === 0 ? "MISSING" : "TOO_MANY_DOCUMENTS";
    const hint = `Give 1 to ${cebLimits.documentsPerMessage} documents.`;
    throw new UnwritableError(code, declaration.document, hint);
  }
  const content = [
    ...documents.map((document, i) => documentElement(declaration, document, `document ${i + 1}`)),
    ...(declaration.transfer
      ? [recordElement("BaseTransfer", baseTransfer, message.baseTransfer ?? {}, "BaseTransfer")]
      : []),
  ];
  const attributes = { guid: message.guid, version: "1.0" };
  const bytes = writeTree({ name: `CEB${declaration.type}Message`, content }, CEB, attributes);
  if (bytes.length > cebLimits.fileBytes) {
    const hint = `Give fewer documents: a file may have ${cebLimits.fileBytes} bytes, and this one has ${bytes.length}.`;
    throw new UnwritableError("TOO_LARGE", "", hint);
  }
  return bytes;
}

function documentElement(
  { document, head, lines }: Declaration,
  given: RawDocument,
  path: string,
): TreeElement {
  if (head.element === undefined) return recordElement(document, head.of, given.head, path);
  const content = [recordElement(head.element, head.of, given.head, path)];
  if (lines !== undefined) {
    const all = given.lines ?? [];
    if (all.length === 0 || all.length > cebLimits.linesPerDocument) {
      const code = all.length === 0 ? "MISSING" : "TOO_MANY_LINES";
      const hint = `Give 1 to ${cebLimits.linesPerDocument} lines.`;
      throw new UnwritableError(code, path, hint);
    }
    for (const [i, line] of all.entries()) {
      content.push(recordElement(lines.element, lines.of, line, `${path}, line ${i + 1}`));
    }
  }
  return { name: document, content };
}

function recordElement(
  name: string,
  elements: Elements,
  record: RawRecord,
  path: string,
): TreeElement {
  const content = Object.entries(elements).flatMap(([child, one]): TreeElement[] => {
    const value = record[child];
    if (value === undefined) {
      if (isNeeded(one as Element, record)) {
        throw new UnwritableError("MISSING", `${child} of ${path}`, "It must be there.");
      }
      return [];
    }
    return [
      { name: child, content: checkValue((one as Element).kind, value, `${child} of ${path}`) },
    ];
  });
  return { name, content };
}

function isNeeded({ mandatory, neededIf }: Element, record: RawRecord): boolean {
  if (neededIf === undefined) return mandatory;
  return neededIf.values.includes(String(record[neededIf.element]));
}

/** The value's text, if the reader would take it as this value. */
function checkValue<T>(kind: Kind<T>, value: T, path: string): string {
  const text = kind.write(value);
  const reading = typeof text === "string" && text !== "" ? kind.read(text) : undefined;
  if (reading === undefined) throw new UnwritableError("MISSING", path, "It must not be empty.");
  if ("misfit" in reading) {
    throw new UnwritableError(reading.misfit.code, path, reading.misfit.hint);
  }
  if (trimXml(text) !== text) {
    throw new UnwritableError("TEXT_FORM", path, "Leave out white space at its ends.");
  }
  return text;
}
