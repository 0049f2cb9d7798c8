import { concatBytes } from "../../primitives/bytes.ts";
import type { Changes } from "../ledger.ts";
import { hashChanges, mergeBucket, splitBucket, splitChanges } from "./entries.ts";
import type { HashedChange } from "./entries.ts";
import {
  BUCKET_PAIRS_MAX,
  bucketHash,
  HASH_BYTES,
  PAIR_BYTES,
} from "../../primitives/map-proof.ts";
import {
  childHash,
  CHILDREN,
  DIGITS,
  EMPTY_BUCKET,
  hashInners,
  INNER_BYTES,
  INNER_TAG,
  isEmptyHash,
  isInner,
  readNode,
} from "./node.ts";
import type { NodeReader, Path } from "./node.ts";
import type { ChangedNodes } from "./node-overlay.ts";

export interface MapUpdate {
  readonly root: Uint8Array;
  readonly nodes: ChangedNodes;
}

/** A subtree that changed. Its hash is not known yet: first the shape is settled, then all hashes layer by layer. */
type Changed = ChangedBucket | ChangedInner;

interface ChangedBucket {
  readonly kind: "bucket";
  readonly path: Path;
  readonly bucket: Uint8Array;
  /** Entries more, or fewer if negative, than before. */
  readonly growth: number;
}

interface ChangedInner {
  readonly kind: "inner";
  readonly path: Path;
  /** The node's bytes, in which the hashes of changed children are filled in later. */
  readonly node: Uint8Array;
  readonly children: readonly { readonly nibble: number; readonly child: Changed }[];
  readonly growth: number;
}

interface Work {
  readonly view: NodeReader;
  /** Paths whose subtree was joined into a bucket above. */
  readonly removed: Path[];
}

const BUCKET_BYTES_MAX = 1 + BUCKET_PAIRS_MAX * PAIR_BYTES;

/**
 * The tree after the changes: its root, and the nodes that differ from those of `view`, whose root is `root`.
 *
 * Pure. The result depends on the content of the map alone, not on the order or the batches in which it came to be:
 * a subtree of at most 16 entries is a bucket, a larger one is an inner node, always.
 */
export function updateMap(view: NodeReader, root: Uint8Array, changes: Changes): MapUpdate {
  const work: Work = { view, removed: [] };
  const changed = changeSubtree(work, "", root, hashChanges(changes));
  if (changed === undefined) return { root, nodes: new Map() };
  return settle(changed, work.removed);
}

function changeSubtree(
  work: Work,
  path: Path,
  hash: Uint8Array,
  changes: readonly HashedChange[],
): Changed | undefined {
  const node = readNode(work.view, path, hash);
  if (isInner(node)) return changeInner(work, path, node, changes);
  const bucket = mergeBucket(node, changes);
  if (bucket === undefined) return undefined;
  return build(path, bucket, (bucket.length - node.length) / PAIR_BYTES);
}

/** The canonical subtree of these entries, where there was a bucket or nothing. */
function build(path: Path, bucket: Uint8Array, growth: number): Changed {
  if (bucket.length <= BUCKET_BYTES_MAX) return { kind: "bucket", path, bucket, growth };
  const node = new Uint8Array(INNER_BYTES);
  node[0] = INNER_TAG;
  const children = splitBucket(bucket, path.length).map(({ nibble, part }) => {
    return { nibble, child: build(path + DIGITS[nibble]!, part, 0) };
  });
  return { kind: "inner", path, node, children, growth };
}

function changeInner(
  work: Work,
  path: Path,
  before: Uint8Array,
  changes: readonly HashedChange[],
): Changed | undefined {
  const children: { nibble: number; child: Changed }[] = [];
  let growth = 0;
  for (const { nibble, part } of splitChanges(changes, path.length)) {
    const child = changeSubtree(work, path + DIGITS[nibble]!, childHash(before, nibble), part);
    if (child === undefined) continue;
    children.push({ nibble, child });
    growth += child.growth;
  }
  if (children.length === 0) return undefined;

  const changed: ChangedInner = {
    kind: "inner",
    path,
    node: new Uint8Array(before),
    children,
    growth,
  };
  if (growth >= 0) return changed; // it held more than 16 before, so it still does
  const bucket = joined(work.view, changed);
  if (bucket === undefined) return changed;
  for (let nibble = 0; nibble < CHILDREN; nibble++) {
    if (!isEmptyHash(childHash(before, nibble))) work.removed.push(path + DIGITS[nibble]!);
  }
  return { kind: "bucket", path, bucket, growth };
}

/** The bucket of all entries under an inner node if they fit one; else undefined, after as few reads as that takes. */
function joined(view: NodeReader, inner: ChangedInner): Uint8Array | undefined {
  const changed = new Map(inner.children.map(({ nibble, child }) => [nibble, child]));
  for (const { child } of inner.children) if (child.kind === "inner") return undefined;
  const parts: Uint8Array[] = [EMPTY_BUCKET];
  let bytes = EMPTY_BUCKET.length;
  for (let nibble = 0; nibble < CHILDREN; nibble++) {
    const child = changed.get(nibble);
    const node =
      child?.kind === "bucket"
        ? child.bucket
        : readNode(view, inner.path + DIGITS[nibble]!, childHash(inner.node, nibble));
    if (isInner(node)) return undefined; // more than 16 in this child alone
    bytes += node.length - 1;
    if (bytes > BUCKET_BYTES_MAX) return undefined;
    parts.push(node.subarray(1));
  }
  return concatBytes(...parts);
}

/** An inner node whose hash is wanted, and where in its parent that hash belongs. */
interface Pending {
  readonly node: Uint8Array;
  readonly parent: Uint8Array | undefined;
  readonly nibble: number;
}

/** Fills in the hashes, deepest nodes first, and collects the changed nodes. */
function settle(top: Changed, removed: readonly Path[]): MapUpdate {
  const nodes = new Map<Path, Uint8Array | undefined>();
  for (const path of removed) nodes.set(path, undefined);
  const inners: Pending[][] = [];
  const root = new Uint8Array(HASH_BYTES);

  const collect = (changed: Changed, parent: Uint8Array | undefined, nibble: number): void => {
    const { path } = changed;
    if (changed.kind === "inner") {
      nodes.set(path, changed.node);
      (inners[path.length] ??= []).push({ node: changed.node, parent, nibble });
      for (const place of changed.children) collect(place.child, changed.node, place.nibble);
      return;
    }
    const { bucket } = changed;
    nodes.set(path, bucket.length === 1 ? undefined : bucket);
    place(bucketHash(bucket), parent, nibble);
  };
  const place = (hash: Uint8Array, parent: Uint8Array | undefined, nibble: number): void => {
    if (parent === undefined) root.set(hash);
    else parent.set(hash, 1 + HASH_BYTES * nibble);
  };

  collect(top, undefined, 0);
  for (const level of inners.reverse()) {
    const hashes = hashInners(level.map(({ node }) => node));
    level.forEach(({ parent, nibble }, i) =>
      place(hashes.subarray(HASH_BYTES * i, HASH_BYTES * (i + 1)), parent, nibble),
    );
  }
  return { root, nodes };
}
