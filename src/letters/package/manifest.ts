import { decode, encode } from "../../primitives/fields/codec.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { answerResult, item, type Item, ITEMS } from "../../transactions/letters/items.ts";
import { partField } from "../form/content.ts";
import { head } from "../form/head.ts";

/** Bounds of a letter's content, with their reasons. */
export const packageLimits = {
  /** A table of 200 rows with every column filled takes under 200 kB. */
  itemBytes: 262_144,
  manifestBytes: 2_097_152,
  /** As many as leaves are left in the commitment's tree. */
  attachments: 14,
  /** All together (docs/domain section 3). */
  attachmentBytes: 20 * 1024 * 1024,
} as const;

/** A file that belongs to a letter, like a bank's list of a thousand deposits. */
export const attachment = field.record({
  name: field.text(120, /^[^/\\]+$/, "must be a file's name without folders"),
  mediaType: field.text(80, /^[a-z]+\/[a-z0-9.+-]+$/, "must be a media type, like application/pdf"),
  size: field.uint(32),
  sha256: field.hash(),
});
export type Attachment = ValueOf<typeof attachment>;

/** What stands at a document's end. */
export const closing = field.record({
  /** Of a reply: what the bank says over all, and who has prepared it. */
  result: field.optional(answerResult),
  preparedBy: field.optional(field.text(140)),
  /** A question's text, or what the bank adds. */
  message: field.optional(field.text(4_000)),
});
export type Closing = ValueOf<typeof closing>;

/** A letter, a reply or a question, but for the bytes of its attachments, which follow it in the file. */
export const manifest = field.record({
  version: field.uint(16),
  /** Random: what the salts of the commitment come from. Whoever has the package has it, and nobody else. */
  seed: field.bytes(32),
  head,
  /** What is asked or answered, ascending; what is not there is struck out. */
  items: field.list(
    field.record({ item, part: field.blob(packageLimits.itemBytes) }),
    ITEMS.length,
  ),
  closing,
  attachments: field.list(attachment, packageLimits.attachments),
});
export type Manifest = ValueOf<typeof manifest>;

export const VERSION = 1;

/** The part of a document that an item has; undefined if it is struck out. */
export function partOf(
  { head: { kind }, items }: Manifest,
  of: Item,
): Readonly<Record<string, unknown>> | undefined {
  const found = items.find((one) => one.item === of);
  if (found === undefined) return undefined;
  const decoded = decode(partField(kind, of), found.part);
  return decoded.ok ? decoded.value : undefined;
}

export type ReadManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly message: string };

/** A manifest from bytes that anybody may have sent, every part of it checked. Never throws. */
export function readManifest(bytes: Uint8Array): ReadManifest {
  if (bytes.length > packageLimits.manifestBytes) return wrong("It is larger than a letter is.");
  const decoded = decode(manifest, bytes);
  if (!decoded.ok) return wrong(`${decoded.problem.path} ${decoded.problem.message}.`);
  const { value } = decoded;
  if (value.version !== VERSION) {
    return wrong(`It is of version ${value.version}, and this program knows ${VERSION}.`);
  }
  const places = value.items.map((one) => ITEMS.indexOf(one.item));
  if (places.some((place, at) => at > 0 && place <= places[at - 1]!)) {
    return wrong("Its items are not in the order of the form.");
  }
  for (const { item: of, part } of value.items) {
    const content = decode(partField(value.head.kind, of), part);
    if (!content.ok) return wrong(`${of}.${content.problem.path} ${content.problem.message}.`);
  }
  const size = value.attachments.reduce((sum, one) => sum + one.size, 0);
  if (size > packageLimits.attachmentBytes) return wrong("Its attachments are larger than 20 MB.");
  return { ok: true, manifest: value };
}

export function encodeManifest(value: Manifest): Uint8Array {
  return encode(manifest, value);
}

function wrong(message: string): ReadManifest {
  return { ok: false, message };
}
