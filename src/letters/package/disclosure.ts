import { decodeOwn, encode, parseJson } from "../../primitives/fields/codec.ts";
import type { Json, ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { item, type Item } from "../../transactions/letters/items.ts";
import { partField } from "../form/content.ts";
import { head } from "../form/head.ts";
import { headIsShown, itemIsShown, showHead, showItem } from "./commitment.ts";
import type { Manifest } from "./manifest.ts";

const leaf = field.record({
  salt: field.bytes(32),
  index: field.uint(8),
  count: field.uint(8),
  siblings: field.list(field.hash(), 8),
});

/** One item of a document, shown without the others: who asked whom, what stands there, and that both belong to a commitment. */
const disclosureHead = field.record({ head, headLeaf: leaf, item, itemLeaf: leaf });
export type Disclosure = ValueOf<typeof disclosureHead> & {
  /** The item's part, in bytes; undefined if it is struck out. */
  readonly part: Uint8Array | undefined;
};

export function disclose(manifest: Manifest, of: Item): Json {
  const found = manifest.items.find((one) => one.item === of);
  const flat = ({ salt, proof }: ReturnType<typeof showItem>) => ({ salt, ...proof });
  const fixed = {
    ...{ head: manifest.head, headLeaf: flat(showHead(manifest)) },
    ...{ item: of, itemLeaf: flat(showItem(manifest, of)) },
  };
  const part = partField(manifest.head.kind, of);
  const content = found === undefined ? null : part.toJson(decodeOwn(part, found.part));
  return { ...(disclosureHead.toJson(fixed) as object), part: content };
}

/** A disclosure that somebody sent; undefined if it is none. */
export function readDisclosure(json: Json): Disclosure | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const { part = null, ...rest } = json;
  const parsed = parseJson(disclosureHead, rest);
  if (!parsed.ok) return undefined;
  if (part === null) return { ...parsed.value, part: undefined };
  const kind = partField(parsed.value.head.kind, parsed.value.item);
  const content = parseJson(kind, part);
  if (!content.ok) return undefined;
  return { ...parsed.value, part: encode(kind, content.value) };
}

/** Whether what is shown belongs to the document that the ledger has this commitment of. */
export function holds(commitment: Uint8Array, shown: Disclosure): boolean {
  const ofLeaf = ({ salt, index, count, siblings }: Disclosure["headLeaf"]) => ({
    ...{ salt, proof: { index, count, siblings } },
  });
  const bytes = encode(head, shown.head);
  return (
    headIsShown(commitment, bytes, ofLeaf(shown.headLeaf)) &&
    itemIsShown(commitment, shown.item, shown.part, ofLeaf(shown.itemLeaf))
  );
}
