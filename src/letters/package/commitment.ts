import { encode } from "../../primitives/fields/codec.ts";
import { domainHash } from "../../primitives/hasher.ts";
import {
  merkleProof,
  type MerkleProof,
  merkleRoot,
  verifyMerkleProof,
} from "../../primitives/merkle.ts";
import { type Item, ITEMS } from "../../transactions/letters/items.ts";
import { head } from "../form/head.ts";
import { attachment, closing, type Manifest, packageLimits } from "./manifest.ts";

/**
 * What the ledger holds of a document (docs/domain section 3): the root of a tree with a leaf for its head, for each item of
 * all forms, for its closing and for each attachment. Each leaf has a salt of its own, so a balance cannot be guessed from it,
 * and one item can be shown without the others. There are always 32 leaves: how many are used does not show.
 */

const hashSalt = domainHash("portolan letter salt 1");
const hashLeaf = domainHash("portolan letter leaf 1");

// Another item of the forms moves what comes after it: then the manifest gets another version.
const HEAD = 0;
const FIRST_ITEM = 1;
const CLOSING = FIRST_ITEM + ITEMS.length;
const FIRST_ATTACHMENT = CLOSING + 1;
const LEAVES = FIRST_ATTACHMENT + packageLimits.attachments;

/** The commitment that goes on the ledger. */
export function commitmentOf(manifest: Manifest): Uint8Array {
  return merkleRoot(leavesOf(manifest));
}

/** One leaf, shown: whoever has it and the commitment knows that it is true, and nothing of the other leaves. */
export interface ShownLeaf {
  readonly salt: Uint8Array;
  readonly proof: MerkleProof;
}

export function showItem(manifest: Manifest, item: Item): ShownLeaf {
  return show(manifest, placeOf(item));
}

export function showHead(manifest: Manifest): ShownLeaf {
  return show(manifest, HEAD);
}

/** Whether a document with this commitment has this part for an item; `part` is undefined where the item is struck out. */
export function itemIsShown(
  commitment: Uint8Array,
  item: Item,
  part: Uint8Array | undefined,
  shown: ShownLeaf,
): boolean {
  return isShown(commitment, placeOf(item), part, shown);
}

export function headIsShown(commitment: Uint8Array, bytes: Uint8Array, shown: ShownLeaf): boolean {
  return isShown(commitment, HEAD, bytes, shown);
}

function show(manifest: Manifest, place: number): ShownLeaf {
  const proof = merkleProof(leavesOf(manifest), place);
  return { salt: saltOf(manifest.seed, place), proof };
}

function isShown(
  commitment: Uint8Array,
  place: number,
  bytes: Uint8Array | undefined,
  { salt, proof }: ShownLeaf,
): boolean {
  const isThere = proof.index === place && proof.count === LEAVES && salt.length === 32;
  return isThere && verifyMerkleProof(commitment, leafOf(salt, place, bytes), proof);
}

function leavesOf(manifest: Manifest): Uint8Array[] {
  const contents = new Map<number, Uint8Array>([[HEAD, encode(head, manifest.head)]]);
  for (const { item, part } of manifest.items) contents.set(placeOf(item), part);
  contents.set(CLOSING, encode(closing, manifest.closing));
  manifest.attachments.forEach((one, at) =>
    contents.set(FIRST_ATTACHMENT + at, encode(attachment, one)),
  );
  return Array.from({ length: LEAVES }, (_, place) =>
    leafOf(saltOf(manifest.seed, place), place, contents.get(place)),
  );
}

function placeOf(item: Item): number {
  return FIRST_ITEM + ITEMS.indexOf(item);
}

/** Whoever is shown one salt learns nothing of the seed or of the other salts. */
function saltOf(seed: Uint8Array, place: number): Uint8Array {
  return hashSalt(seed, Uint8Array.of(place));
}

/** Nothing and an empty content are two things. */
function leafOf(salt: Uint8Array, place: number, content: Uint8Array | undefined): Uint8Array {
  const isThere = content === undefined ? 0 : 1;
  return hashLeaf(salt, Uint8Array.of(place, isThere), content ?? new Uint8Array());
}
