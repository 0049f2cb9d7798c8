import { equalBytes, toHex } from "../../primitives/bytes.ts";
import { sha256 } from "../../primitives/hasher.ts";
import { hashKey } from "../authenticated-map/entries.ts";
import { BUCKET_PAIRS_MAX, PAIR_BYTES, valueHashIn } from "../../primitives/map-proof.ts";
import {
  childHash,
  CHILDREN,
  DIGITS,
  isEmptyHash,
  isInner,
  isNodeAt,
  nodeHash,
} from "../authenticated-map/node.ts";
import type { NodeReader, Path } from "../authenticated-map/node.ts";
import { descend } from "../authenticated-map/prove.ts";
import { isKey } from "../ledger.ts";
import { StoreError } from "./store-error.ts";

/**
 * The full check of a stored tree and its values, for `portolan check`: everything that the root promises is there,
 * and nothing else is. Throws DATABASE_DAMAGED at the first contradiction.
 */
export interface CheckProgress {
  readonly phase: "nodes" | "values";
  readonly done: number;
}

export interface CheckResult {
  readonly nodes: number;
  readonly values: number;
}

export type OnCheckProgress = (progress: CheckProgress) => void;

const PROGRESS_EVERY = 4_096;

/**
 * Every node hashes to what its parent says, has its only form, and stands where it must. `nodes` come in order of
 * path, which is the order of a walk that visits parents first. Returns how many nodes and entries there are.
 */
export async function checkNodes(
  root: Uint8Array,
  nodes: AsyncIterable<readonly [Path, Uint8Array]>,
  onProgress: OnCheckProgress,
): Promise<{ nodes: number; entries: number }> {
  const expected: { path: Path; hash: Uint8Array }[] = [];
  if (!isEmptyHash(root)) expected.push({ path: "", hash: root });
  const open: { path: Path; entries: number }[] = [];
  let entries = 0;
  let done = 0;

  const closeUntil = (path: Path | undefined) => {
    for (;;) {
      const inner = open[open.length - 1];
      if (inner === undefined || (path !== undefined && path.startsWith(inner.path))) return;
      if (inner.entries <= BUCKET_PAIRS_MAX) throw damaged(inner.path, "should be a bucket");
      open.pop();
      const above = open[open.length - 1];
      if (above !== undefined) above.entries += inner.entries;
    }
  };

  for await (const [path, node] of nodes) {
    const next = expected.pop();
    if (next?.path !== path) {
      if (next === undefined || path < next.path) throw damaged(path, "belongs to no tree");
      throw damaged(next.path, "is missing");
    }
    if (!isNodeAt(node, path)) throw damaged(path, "has no valid form");
    if (!equalBytes(nodeHash(node), next.hash)) throw damaged(path, "does not hash to its parent");
    closeUntil(path);
    if (isInner(node)) {
      open.push({ path, entries: 0 });
      for (let nibble = CHILDREN - 1; nibble >= 0; nibble--) {
        const hash = childHash(node, nibble);
        if (!isEmptyHash(hash)) expected.push({ path: path + DIGITS[nibble]!, hash });
      }
    } else {
      const pairs = (node.length - 1) / PAIR_BYTES;
      entries += pairs;
      const inner = open[open.length - 1];
      if (inner !== undefined) inner.entries += pairs;
    }
    if (++done % PROGRESS_EVERY === 0) onProgress({ phase: "nodes", done });
  }
  const missing = expected.pop();
  if (missing !== undefined) throw damaged(missing.path, "is missing");
  closeUntil(undefined);
  onProgress({ phase: "nodes", done });
  return { nodes: done, entries };
}

/** Every value hashes to its leaf, and there are as many values as leaves: so none is missing and none is extra. */
export async function checkValues(
  root: Uint8Array,
  view: NodeReader,
  values: AsyncIterable<readonly [string, Uint8Array]>,
  entries: number,
  onProgress: OnCheckProgress,
): Promise<number> {
  let done = 0;
  for await (const [key, value] of values) {
    if (!isKey(key)) {
      throw new StoreError("DATABASE_DAMAGED", "a stored state key has no valid form", { key });
    }
    const keyHash = hashKey(key);
    const leaf = valueHashIn(descend(view, root, keyHash), keyHash);
    if (leaf === undefined) {
      throw new StoreError("DATABASE_DAMAGED", `state key ${key} is not in the tree`, { key });
    }
    if (!equalBytes(leaf, sha256(value))) {
      throw new StoreError(
        "DATABASE_DAMAGED",
        `the value of state key ${key} does not hash to its leaf ${toHex(leaf)}`,
        { key },
      );
    }
    if (++done % PROGRESS_EVERY === 0) onProgress({ phase: "values", done });
  }
  if (done !== entries) {
    throw new StoreError(
      "DATABASE_DAMAGED",
      `the tree names ${entries} state values, ${done} are stored`,
      { entries, values: done },
    );
  }
  onProgress({ phase: "values", done });
  return done;
}

function damaged(path: Path, what: string): StoreError {
  return new StoreError("DATABASE_DAMAGED", `the tree node at path "${path}" ${what}`, { path });
}
