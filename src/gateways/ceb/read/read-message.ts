import { subscriptions, transferModes } from "../codes/flags.ts";
import type { Declaration } from "../declare/declaration.ts";
import { code, note, text } from "../declare/elements.ts";
import { guidKind } from "../declare/kinds.ts";
import { baseTransfer } from "../declare/shared.ts";
import { type CebFault, type CebWarning, FaultLog, FaultsFull, quoted } from "../fault.ts";
import { cebLimits } from "../limits.ts";
import { CEB, SCHEMA_INSTANCE, SIGNATURE } from "../namespaces.ts";
import { readTree, type XmlElement } from "../xml/read-tree.ts";
import { foundAt, type Place } from "./place.ts";
import { type RawDocument, readDocument } from "./read-document.ts";
import { checkContainer, type RawRecord, readRecord, refuseUnknown } from "./read-record.ts";

/** A message as it is read, of a type that is not known before. */
export interface RawMessage {
  readonly type: string;
  readonly guid: string;
  readonly baseTransfer?: RawRecord;
  readonly documents: readonly RawDocument[];
}

export type RawOutcome =
  | { readonly ok: true; readonly message: RawMessage; readonly warnings: readonly CebWarning[] }
  | { readonly ok: false; readonly faults: readonly CebFault[] };

/** Who else is to hear of a message. It is checked and dropped: nobody here serves subscribers. */
const baseSubscribe = {
  status: code(subscriptions, "C..100", "What they want", "订阅状态"),
  dxpMode: code(transferModes, "C3", "Way of transfer", "订阅方传输模式"),
  dxpAddress: text(100, "Their number at the exchange platform", "订阅方传输地址"),
  note,
} as const;

/** Reads a file that is to be one of these messages. Never throws, whatever the bytes are. */
export function readMessage(
  declarations: Readonly<Record<string, Declaration>>,
  bytes: Uint8Array,
): RawOutcome {
  const tree = readTree(bytes);
  if ("fault" in tree) return { ok: false, faults: [tree.fault] };
  const log = new FaultLog();
  try {
    const message = readRoot(tree.root, declarations, log);
    if (message !== undefined && log.faults.length === 0) {
      return { ok: true, message, warnings: log.warnings };
    }
  } catch (error) {
    if (!(error instanceof FaultsFull)) throw error;
  }
  return { ok: false, faults: log.faults };
}

function readRoot(
  root: XmlElement,
  declarations: Readonly<Record<string, Declaration>>,
  log: FaultLog,
): RawMessage | undefined {
  const place: Place = { log, within: "" };
  const type = /^CEB([0-9]{3})Message$/u.exec(root.name)?.[1];
  const declaration = new Map(Object.entries(declarations)).get(type ?? "");
  if (declaration === undefined || root.namespace !== CEB) {
    const names = Object.keys(declarations).map((one) => `CEB${one}Message`);
    const hint = `Write one of ${names.join(", ")}, in the namespace ${CEB}.`;
    log.refuse(foundAt(place, quoted(root.name), "UNKNOWN_MESSAGE", hint, root.line));
    return undefined;
  }
  const guid = readRootAttributes(root, place);
  const sorted = sortChildren(root, declaration, place);
  return {
    type: declaration.type,
    guid,
    ...readTransfer(root, sorted.transfers, declaration, place),
    documents: readDocuments(root, sorted.documents, declaration, place),
  };
}

/** `guid` and `version` must be there, each once as XML itself demands; hints to schema checkers may. */
function readRootAttributes(root: XmlElement, place: Place): string {
  const { log } = place;
  let guid: string | undefined;
  let version: string | undefined;
  for (const { name, namespace, value } of root.attributes) {
    if (namespace === SCHEMA_INSTANCE) continue;
    if (namespace === "" && name === "guid") guid = value;
    else if (namespace === "" && name === "version") version = value;
    else {
      const hint = `Leave out the attribute ${quoted(name)}.`;
      log.refuse(foundAt(place, root.name, "UNKNOWN_ATTRIBUTE", hint, root.line));
    }
  }
  if (version !== "1.0") {
    const hint = 'The root element must have version="1.0".';
    log.refuse(foundAt(place, "version", "MESSAGE_VERSION", hint, root.line));
  }
  const reading = guidKind.read(guid ?? "");
  if ("misfit" in reading) {
    log.refuse(foundAt(place, "guid", reading.misfit.code, reading.misfit.hint, root.line));
  }
  return guid ?? "";
}

interface Sorted {
  readonly documents: readonly XmlElement[];
  readonly transfers: readonly XmlElement[];
}

function sortChildren(root: XmlElement, declaration: Declaration, place: Place): Sorted {
  const documents: XmlElement[] = [];
  const transfers: XmlElement[] = [];
  checkContainer({ ...root, attributes: [] }, place);
  for (const child of root.children) {
    const ours = child.namespace === CEB;
    if (ours && child.name === declaration.document) documents.push(child);
    else if (ours && declaration.transfer && child.name === "BaseTransfer") transfers.push(child);
    else if (ours && declaration.transfer && child.name === "BaseSubscribe") {
      readRecord(child, baseSubscribe, { ...place, within: child.name });
    } else if (child.namespace === SIGNATURE && child.name === "Signature") {
      const hint = "The signature was not verified.";
      place.log.warn(foundAt(place, child.name, "SIGNATURE_NOT_VERIFIED", hint, child.line));
    } else if (ours && child.name === "ExtendMessage") {
      const hint = "What the sender added to the message was not read.";
      place.log.warn(foundAt(place, child.name, "EXTENSION_NOT_READ", hint, child.line));
    } else refuseUnknown(child, place);
  }
  return { documents, transfers };
}

function readTransfer(
  root: XmlElement,
  [first, second]: readonly XmlElement[],
  { transfer }: Declaration,
  place: Place,
): { baseTransfer?: RawRecord } {
  if (!transfer) return {};
  if (first === undefined) {
    const hint = "It must be there.";
    place.log.refuse(foundAt(place, "BaseTransfer", "MISSING", hint, root.line));
    return {};
  }
  if (second !== undefined) {
    place.log.refuse(foundAt(place, "BaseTransfer", "REPEATED", "Write it once.", second.line));
  }
  return { baseTransfer: readRecord(first, baseTransfer, { ...place, within: first.name }) };
}

function readDocuments(
  root: XmlElement,
  elements: readonly XmlElement[],
  declaration: Declaration,
  place: Place,
): RawDocument[] {
  if (elements.length === 0) {
    const hint = "Write at least one.";
    place.log.refuse(foundAt(place, declaration.document, "MISSING", hint, root.line));
  }
  if (elements.length > cebLimits.documentsPerMessage) {
    const hint = `Split the message: it may have ${cebLimits.documentsPerMessage} documents.`;
    const { document } = declaration;
    place.log.refuse(foundAt(place, document, "TOO_MANY_DOCUMENTS", hint, root.line));
    return [];
  }
  return elements.map((element, i) =>
    readDocument(element, declaration, { ...place, document: i + 1 }),
  );
}
