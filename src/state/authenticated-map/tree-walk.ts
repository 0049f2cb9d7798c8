import { equalBytes } from "../../primitives/bytes.ts";
import { BUCKET_PAIRS_MAX, PAIR_BYTES } from "../../primitives/map-proof.ts";
import {
  childHash,
  CHILDREN,
  DIGITS,
  isEmptyHash,
  isInner,
  isNodeAt,
  nodeHash,
  type Path,
  TreeDamagedError,
} from "./node.ts";

/**
 * A walk through the whole tree of a root in order of path, which visits parents first: each node is proven by the hash
 * in its parent before it counts, so nodes may come from anywhere, piece by piece.
 */
export class TreeWalk {
  /** Where the walk goes, the next one last. At most 15 for each level of the tree. */
  readonly #expected: { readonly path: Path; readonly hash: Uint8Array }[] = [];
  /** Inner nodes whose subtree is being walked, with the entries found in it so far. */
  readonly #open: { readonly path: Path; entries: number }[] = [];
  #nodes = 0;
  #entries = 0;

  constructor(root: Uint8Array) {
    if (!isEmptyHash(root)) this.#expected.push({ path: "", hash: root });
  }

  /** Where the next node stands; undefined when the tree is whole. */
  get next(): Path | undefined {
    return this.#expected.at(-1)?.path;
  }

  get nodes(): number {
    return this.#nodes;
  }

  /** Entries in the buckets so far: in the end, of the map. */
  get entries(): number {
    return this.#entries;
  }

  /** Takes the node at `next`. Throws TreeDamagedError unless it is the one that the root promises there. */
  take(node: Uint8Array): void {
    const expected = this.#expected.pop();
    if (expected === undefined) throw new TreeDamagedError("", "is beyond the end of the tree");
    const { path, hash } = expected;
    if (!isNodeAt(node, path)) throw new TreeDamagedError(path, "has no valid form");
    if (!equalBytes(nodeHash(node), hash)) {
      throw new TreeDamagedError(path, "does not hash to its parent");
    }
    this.#nodes += 1;
    if (isInner(node)) this.#enter(path, node);
    else this.#count((node.length - 1) / PAIR_BYTES);
    this.#leave(this.next);
  }

  #enter(path: Path, inner: Uint8Array): void {
    this.#open.push({ path, entries: 0 });
    for (let nibble = CHILDREN - 1; nibble >= 0; nibble--) {
      const hash = childHash(inner, nibble);
      if (!isEmptyHash(hash)) this.#expected.push({ path: path + DIGITS[nibble]!, hash });
    }
  }

  #count(entries: number): void {
    this.#entries += entries;
    const above = this.#open.at(-1);
    if (above !== undefined) above.entries += entries;
  }

  /** Closes the subtrees that do not hold the next path. Small ones have one form only, a bucket. */
  #leave(next: Path | undefined): void {
    for (;;) {
      const inner = this.#open.at(-1);
      if (inner === undefined || next?.startsWith(inner.path) === true) return;
      if (inner.entries <= BUCKET_PAIRS_MAX) {
        throw new TreeDamagedError(inner.path, "should be a bucket");
      }
      this.#open.pop();
      const above = this.#open.at(-1);
      if (above !== undefined) above.entries += inner.entries;
    }
  }
}
