import { field } from "../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import { stored } from "../stored.ts";
import { guid } from "./codes.ts";
import { addEvent, type Moment } from "./history.ts";

/** What a message about a document says of itself (CEB header). */
export const messageHead = {
  guid,
  /** appType 1, 2 and 3. */
  appType: field.choice(["new", "change", "delete"]),
  /** appStatus 1 and 2: a draft is kept, and takes no part in anything until it is declared. */
  appStatus: field.choice(["draft", "declare"]),
} as const;

/** Kinds of documents that messages are about. Entries are only ever added at the end. */
export const documentKind = field.choice(["order", "payment", "waybill", "list"]);
export type DocumentKind = "order" | "payment" | "waybill" | "list";

/** What the ledger keeps of every document besides what it says. */
export const documentState = {
  /** Of the message that it was last changed by. */
  guid,
  appStatus: messageHead.appStatus,
  status: field.choice(["live", "deleted", "lapsed"]),
  /** The inventory list that it was matched with, while it is. */
  usedBy: field.optional(field.hash()),
  steps: field.uint(32),
  height: field.count(),
  timeMs: field.count(),
} as const;

/** By guid: which document a message was about. */
export const messages = stored(
  field.record({ kind: documentKind, id: field.hash(), height: field.count() }),
  (of: string) => `customs/message/${of}`,
);

export const messageFailures = {
  CONTENT_MISSING:
    "A new document and a change of one say all that the document says; send its content.",
  CONTENT_UNEXPECTED: "A deletion names the document and nothing else. Send it without content.",
  MESSAGE_REPEATED:
    "A message with this guid has been carried out. customs_message shows what it was about.",
  DOCUMENT_EXISTS:
    "The document is there already. Send a change of it, or give the new one another number.",
  UNKNOWN_DOCUMENT:
    "There is no such document to change or delete, or it was deleted or has lapsed.",
  DOCUMENT_IN_USE:
    "An inventory list was matched with the document. It can change again if customs refuses or cancels that list.",
} as const;

export interface MessageHead {
  readonly guid: string;
  readonly appType: "new" | "change" | "delete";
  readonly appStatus: "draft" | "declare";
}
interface Message extends MessageHead {
  readonly content: object | undefined;
}

interface Known {
  readonly status: "live" | "deleted" | "lapsed";
  readonly usedBy: Uint8Array | undefined;
}

/** What is wrong with a message, whatever the ledger holds. */
export function whyNotContent({
  appType,
  content,
}: Message): "CONTENT_MISSING" | "CONTENT_UNEXPECTED" | undefined {
  if (appType === "delete") return content === undefined ? undefined : "CONTENT_UNEXPECTED";
  return content === undefined ? "CONTENT_MISSING" : undefined;
}

/** Why a message is not carried out, by what is known of its document. */
export type MessageFailure = NonNullable<ReturnType<typeof whyNotMessage>>;

/** Whether a message can be carried out on what is known of its document. */
function whyNotMessage(
  ledger: LedgerReader,
  { guid: of, appType }: Message,
  known: Known | undefined,
): "MESSAGE_REPEATED" | "DOCUMENT_EXISTS" | "UNKNOWN_DOCUMENT" | "DOCUMENT_IN_USE" | undefined {
  if (ledger.has(messages.key(of))) return "MESSAGE_REPEATED";
  if (appType === "new") return known === undefined ? undefined : "DOCUMENT_EXISTS";
  if (known?.status !== "live") return "UNKNOWN_DOCUMENT";
  return known.usedBy === undefined ? undefined : "DOCUMENT_IN_USE";
}

/** Keeps what a message was about. */
export function noteMessage(
  ledger: Ledger,
  of: string,
  about: { readonly kind: DocumentKind; readonly id: Uint8Array; readonly height: number },
): void {
  messages.write(ledger, about, of);
}

interface About {
  readonly kind: DocumentKind;
  readonly id: Uint8Array;
  readonly known: (Known & { readonly steps: number }) | undefined;
}

/** Takes a message if it can be carried out: its guid is used, and the document's history has it. What the document's `steps` are then, or why not. */
export function takeMessage(
  ledger: Ledger,
  { kind, id, known }: About,
  message: Message,
  moment: Moment,
): number | MessageFailure {
  const code = whyNotMessage(ledger, message, known);
  if (code !== undefined) return code;
  const { guid: of, appType } = message;
  noteMessage(ledger, of, { kind, id, height: moment.height });
  return addEvent(ledger, { id, steps: known?.steps ?? 0 }, appType, moment, { guid: of });
}
