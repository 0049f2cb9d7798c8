import { HASH_BYTES } from "../../primitives/map-proof.ts";
import {
  CHILDREN,
  DIGITS,
  INNER_BYTES,
  INNER_TAG,
  isEmptyHash,
  isInner,
  type Path,
} from "./node.ts";
import { pack, type Packed, unpackInto } from "./packed.ts";

/** Where the nodes are that are not in memory. */
export interface NodeSource {
  /** The bytes of the node at this path, which has been found to have this hash. Throws if there is no such node. */
  node(path: Path, hash: Uint8Array): Uint8Array;
}

/** A bucket as it is stored. */
export type Bucket = Packed;
export type TreeNode = Bucket | Inner;
/** null: nothing is there. undefined: it is not in memory. */
export type Child = TreeNode | null | undefined;

/** An inner node with those of its children that are in memory. */
export class Inner {
  /** The hashes of the children, one after the other; set once, when those of changed children are known. */
  hashes: Packed;
  /** Only ever filled in from the source, or emptied again, once `hashes` is set. */
  readonly children: Child[];
  /** Bit by child: those that were asked for since `forgetUnused` looked last. */
  used = 0;

  constructor(hashes: Packed, children: Child[]) {
    this.hashes = hashes;
    this.children = children;
  }
}

/**
 * One version of the map: nodes linked to each other, as far as they are in memory.
 *
 * Nodes never change, so versions share what they have in common: an update makes new nodes from the root down to what it
 * changed, and blocks on blocks, and forks, are trees side by side. What is not in memory is read from `source`, where it is
 * as it was when this version, or the one that it came from, was on disk.
 */
export class MapTree {
  /** The hash of the whole. */
  readonly root: Uint8Array;
  readonly #source: NodeSource;
  #top: Child;

  constructor(source: NodeSource, root: Uint8Array, top?: Child) {
    this.#source = source;
    this.root = root;
    this.#top = isEmptyHash(root) ? null : top;
  }

  /** The node at the empty path; null if the map is empty. Throws what the source throws. */
  top(): TreeNode | null {
    return (this.#top ??= isEmptyHash(this.root) ? null : this.#load("", this.root));
  }

  /** The child of an inner node of this tree, which stands at `path`; null if nothing is there. Throws what the source throws. */
  child(inner: Inner, nibble: number, path: Path): TreeNode | null {
    inner.used |= 1 << nibble;
    const child = inner.children[nibble];
    if (child !== undefined) return child;
    const loaded = this.#load(path, hashOfChild(inner, nibble));
    inner.children[nibble] = loaded;
    return loaded;
  }

  /** The tree that an update made of this one. */
  next(root: Uint8Array, top: TreeNode | null): MapTree {
    return new MapTree(this.#source, root, top);
  }

  /**
   * Takes out of memory what nobody asked for since this was called last, of a tree that is on disk whole. Returns about how many
   * bytes are still in memory.
   */
  forgetUnused(): number {
    return this.#top instanceof Inner ? forgetUnder(this.#top) : 0;
  }

  /** About how many bytes of it are in memory. */
  memory(): number {
    return this.#top instanceof Inner ? memoryUnder(this.#top) : 0;
  }

  #load(path: Path, hash: Uint8Array): TreeNode {
    return decodeNode(this.#source.node(path, hash));
  }
}

/** The bytes of an inner node in memory: an object, an array, a text. */
const INNER_MEMORY = 16 * 8 + 24 + 64 + INNER_BYTES;
const TEXT_OVERHEAD = 24;

/** About what a node takes in memory, its children apart. */
export function memoryOf(node: TreeNode): number {
  return typeof node === "string" ? TEXT_OVERHEAD + node.length : INNER_MEMORY;
}

function memoryUnder(inner: Inner): number {
  let bytes = INNER_MEMORY;
  for (const child of inner.children) {
    if (child === undefined || child === null) continue;
    bytes += typeof child === "string" ? memoryOf(child) : memoryUnder(child);
  }
  return bytes;
}

function forgetUnder(inner: Inner): number {
  let bytes = INNER_MEMORY;
  for (let nibble = 0; nibble < CHILDREN; nibble++) {
    const child = inner.children[nibble];
    if (child === undefined || child === null) continue;
    if (((inner.used >> nibble) & 1) === 0) inner.children[nibble] = undefined;
    else bytes += typeof child === "string" ? memoryOf(child) : forgetUnder(child);
  }
  inner.used = 0;
  return bytes;
}

/** The hash by which an inner node knows a child. */
export function hashOfChild({ hashes }: Inner, nibble: number): Uint8Array {
  const hash = new Uint8Array(HASH_BYTES);
  const from = HASH_BYTES * nibble;
  for (let i = 0; i < HASH_BYTES; i++) hash[i] = hashes.charCodeAt(from + i);
  return hash;
}

/** A node from its bytes, which must be well-formed. */
export function decodeNode(bytes: Uint8Array): TreeNode {
  if (!isInner(bytes)) return pack(bytes);
  const children: Child[] = [];
  for (let at = 1; at < INNER_BYTES; at += HASH_BYTES) {
    children.push(isEmptyHash(bytes.subarray(at, at + HASH_BYTES)) ? null : undefined);
  }
  return new Inner(pack(bytes, 1), children);
}

/** A node's bytes. They are in a buffer that the next call uses again: copy what is to stay. */
export function encodeNode(node: TreeNode): Uint8Array {
  if (typeof node === "string") return encoded.subarray(0, unpackInto(node, encoded, 0));
  encoded[0] = INNER_TAG;
  return encoded.subarray(0, 1 + unpackInto(node.hashes, encoded, 1));
}

const encoded = Buffer.alloc(2_048);

/** The path of a child. */
export function childPath(path: Path, nibble: number): Path {
  return path + DIGITS[nibble]!;
}
