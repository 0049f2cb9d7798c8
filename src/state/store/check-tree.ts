import { equalBytes, toHex } from "../../primitives/bytes.ts";
import { sha256 } from "../../primitives/hasher.ts";
import { hashKey } from "../authenticated-map/entries.ts";
import { valueHashIn } from "../../primitives/map-proof.ts";
import type { Path } from "../authenticated-map/node.ts";
import { descend } from "../authenticated-map/prove.ts";
import type { MapTree } from "../authenticated-map/tree.ts";
import { TreeWalk } from "../authenticated-map/tree-walk.ts";
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
 * path, which is the order of the walk. Returns how many nodes and entries there are.
 */
export async function checkNodes(
  root: Uint8Array,
  nodes: AsyncIterable<readonly [Path, Uint8Array]>,
  onProgress: OnCheckProgress,
): Promise<{ nodes: number; entries: number }> {
  const walk = new TreeWalk(root);
  for await (const [path, node] of nodes) {
    const { next } = walk;
    if (next === undefined || path < next) throw damaged(path, "belongs to no tree");
    if (path > next) throw damaged(next, "is missing");
    walk.take(node);
    if (walk.nodes % PROGRESS_EVERY === 0) onProgress({ phase: "nodes", done: walk.nodes });
  }
  if (walk.next !== undefined) throw damaged(walk.next, "is missing");
  onProgress({ phase: "nodes", done: walk.nodes });
  return { nodes: walk.nodes, entries: walk.entries };
}

/**
 * Every value hashes to its leaf, and there are as many values as leaves: so none is missing and none is extra. `trim` is called now
 * and then, to bound the tree's memory.
 */
export async function checkValues(
  tree: MapTree,
  values: AsyncIterable<readonly [string, Uint8Array]>,
  entries: number,
  trim: () => void,
  onProgress: OnCheckProgress,
): Promise<number> {
  let done = 0;
  for await (const [key, value] of values) {
    const problem = valueProblem(tree, key, value);
    if (problem !== undefined) throw new StoreError("DATABASE_DAMAGED", problem, { key });
    if (++done % PROGRESS_EVERY !== 0) continue;
    onProgress({ phase: "values", done });
    trim();
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

/** Why the tree does not promise this value of this key; undefined if it does. */
export function valueProblem(tree: MapTree, key: string, value: Uint8Array): string | undefined {
  if (!isKey(key)) return "a stored state key has no valid form";
  const keyHash = hashKey(key);
  const leaf = valueHashIn(descend(tree, keyHash), keyHash);
  if (leaf === undefined) return `state key ${key} is not in the tree`;
  if (equalBytes(leaf, sha256(value))) return undefined;
  return `the value of state key ${key} does not hash to its leaf ${toHex(leaf)}`;
}

function damaged(path: Path, what: string): StoreError {
  return new StoreError("DATABASE_DAMAGED", `the tree node at path "${path}" ${what}`, { path });
}
