import { hashPairs } from "../../primitives/hasher.ts";
import {
  BINARY_LAYERS,
  BUCKET_PAIRS_MAX,
  bucketHash,
  HASH_BYTES,
  nibbleAt,
  PAIR_BYTES,
} from "../../primitives/map-proof.ts";
import type { Changes } from "../ledger.ts";
import {
  hashChanges,
  type HashedChange,
  joinBuckets,
  mergeBucket,
  splitBucket,
} from "./entries.ts";
import { CHILDREN, EMPTY_HASH, type Path } from "./node.ts";
import { pack, type Packed, unpackInto } from "./packed.ts";
import { type Bucket, type Child, childPath, Inner, type MapTree, type TreeNode } from "./tree.ts";

/** A node that differs from the one at its path before; undefined: nothing is there any more. */
export interface NodeWrite {
  readonly path: Path;
  readonly node: TreeNode | undefined;
}

export interface MapUpdate {
  readonly tree: MapTree;
  /** No path twice. */
  readonly nodes: readonly NodeWrite[];
}

/** A subtree that changed. First the shape is settled, and the hashes of buckets; then those of inner nodes, layer by layer. */
type Changed = ChangedBucket | ChangedInner;

interface ChangedBucket {
  readonly kind: "bucket";
  readonly path: Path;
  /** null: it is empty. */
  readonly node: Bucket | null;
  readonly hash: Uint8Array;
  /** Entries more, or fewer if negative, than before. */
  readonly growth: number;
}

interface ChangedInner {
  readonly kind: "inner";
  readonly path: Path;
  readonly node: Inner;
  /** The hashes that its children had; undefined if it is new. */
  readonly before: Packed | undefined;
  readonly changed: readonly { readonly nibble: number; readonly child: Changed }[];
  readonly growth: number;
  /** Which of the changed inner nodes of its depth it is. */
  place: number;
}

interface Work {
  readonly tree: MapTree;
  /** In ascending order of key hash. A subtree's changes are a part of them, `from` to `to`. */
  readonly changes: readonly HashedChange[];
  /** Paths whose subtree was joined into a bucket above. */
  readonly removed: Path[];
}

const BUCKET_BYTES_MAX = 1 + BUCKET_PAIRS_MAX * PAIR_BYTES;
const HASHES_BYTES = CHILDREN * HASH_BYTES;
const ALL_USED = 0xffff;

/**
 * The tree after the changes, and the nodes that differ.
 *
 * Pure. The result depends on the content of the map alone, not on the order or the batches in which it came to be:
 * a subtree of at most 16 entries is a bucket, a larger one is an inner node, always.
 */
export function updateMap(tree: MapTree, changes: Changes): MapUpdate {
  const hashed = hashChanges(changes);
  if (hashed.length === 0) return { tree, nodes: [] };
  const work: Work = { tree, changes: hashed, removed: [] };
  const changed = changeSubtree(work, "", tree.top(), 0, hashed.length);
  return changed === undefined ? { tree, nodes: [] } : settle(tree, changed, work.removed);
}

function changeSubtree(
  work: Work,
  path: Path,
  node: TreeNode | null,
  from: number,
  to: number,
): Changed | undefined {
  if (node instanceof Inner) return changeInner(work, path, node, from, to);
  const merged = mergeBucket(node, work.changes, from, to);
  return merged && build(path, merged.bucket, merged.growth);
}

/** The canonical subtree of these entries, where there was a bucket or nothing. */
function build(path: Path, bucket: Uint8Array, growth: number): Changed {
  if (bucket.length <= BUCKET_BYTES_MAX) {
    const node = bucket.length === 1 ? null : pack(bucket);
    return { kind: "bucket", path, node, hash: bucketHash(bucket), growth };
  }
  const children: Child[] = new Array<null>(CHILDREN).fill(null);
  const changed = splitBucket(bucket, path.length).map(({ nibble, part }) => {
    const child = build(childPath(path, nibble), part, 0);
    children[nibble] = child.node;
    return { nibble, child };
  });
  const node = new Inner("", children);
  node.used = ALL_USED;
  return { kind: "inner", path, node, before: undefined, changed, growth, place: 0 };
}

function changeInner(
  work: Work,
  path: Path,
  before: Inner,
  from: number,
  to: number,
): Changed | undefined {
  const { tree, changes } = work;
  const depth = path.length;
  const changed: { nibble: number; child: Changed }[] = [];
  let growth = 0;
  for (let at = from; at < to;) {
    const nibble = nibbleAt(changes[at]!.keyHash, depth);
    const first = at;
    while (at < to && nibbleAt(changes[at]!.keyHash, depth) === nibble) at++;
    const below = childPath(path, nibble);
    const child = changeSubtree(work, below, tree.child(before, nibble, below), first, at);
    if (child === undefined) continue;
    changed.push({ nibble, child });
    growth += child.growth;
  }
  if (changed.length === 0) return undefined;

  const node = new Inner("", before.children.slice());
  node.used = before.used;
  for (const { nibble, child } of changed) node.children[nibble] = child.node;
  // What held more than 16 before and grew still does.
  const bucket = growth < 0 ? joined(tree, path, before, node) : undefined;
  if (bucket === undefined) {
    return { kind: "inner", path, node, before: before.hashes, changed, growth, place: 0 };
  }
  before.children.forEach((child, nibble) => {
    if (child !== null) work.removed.push(childPath(path, nibble));
  });
  return build(path, bucket, growth);
}

/** The bucket of all entries under an inner node if they fit one; else undefined, after as few reads as that takes. */
function joined(tree: MapTree, path: Path, before: Inner, after: Inner): Uint8Array | undefined {
  if (after.children.some((child) => child instanceof Inner)) return undefined; // more than 16 in that alone
  const buckets: Bucket[] = [];
  let bytes = 1;
  for (let nibble = 0; nibble < CHILDREN; nibble++) {
    const known = after.children[nibble];
    const child = known === undefined ? tree.child(before, nibble, childPath(path, nibble)) : known;
    if (child === null) continue;
    if (child instanceof Inner) return undefined;
    bytes += child.length - 1;
    if (bytes > BUCKET_BYTES_MAX) return undefined;
    buckets.push(child);
  }
  return joinBuckets(buckets, bytes);
}

/** Fills in the hashes, deepest nodes first, and collects the changed nodes. */
function settle(tree: MapTree, top: Changed, removed: readonly Path[]): MapUpdate {
  const nodes: NodeWrite[] = removed.map((path) => ({ path, node: undefined }));
  const levels: ChangedInner[][] = [];
  collect(top);

  let hashes: Uint8Array = EMPTY_HASH;
  for (const level of levels.reverse()) hashes = hashLevel(level, hashes);
  const root = top.kind === "bucket" ? top.hash : hashes.slice(0, HASH_BYTES);
  return { tree: tree.next(root, top.node), nodes };

  function collect(changed: Changed): void {
    nodes.push({ path: changed.path, node: changed.node ?? undefined });
    if (changed.kind === "bucket") return;
    changed.place = (levels[changed.path.length] ??= []).push(changed) - 1;
    for (const { child } of changed.changed) collect(child);
  }
}

/**
 * Settles the inner nodes of one depth: their hashes, concatenated, with one call of the hasher for each binary layer of all of
 * them. `below` are the same of the level under it.
 */
function hashLevel(level: readonly ChangedInner[], below: Uint8Array): Uint8Array {
  const layer = Buffer.alloc(level.length * HASHES_BYTES);
  level.forEach(({ node, before, changed }, i) => {
    const at = i * HASHES_BYTES;
    if (before !== undefined) unpackInto(before, layer, at);
    for (const { nibble, child } of changed) {
      const to = at + HASH_BYTES * nibble;
      if (child.kind === "bucket") copyHash(child.hash, 0, layer, to);
      else copyHash(below, HASH_BYTES * child.place, layer, to);
    }
    node.hashes = pack(layer, at, at + HASHES_BYTES);
  });
  let hashes: Uint8Array = layer;
  for (let height = 0; height < BINARY_LAYERS; height++) hashes = hashPairs(hashes);
  return hashes;
}

function copyHash(from: Uint8Array, fromAt: number, to: Uint8Array, toAt: number): void {
  for (let i = 0; i < HASH_BYTES; i++) to[toAt + i] = from[fromAt + i]!;
}
