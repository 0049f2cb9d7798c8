import { equalBytes, utf8 } from "../../primitives/bytes.ts";
import { encodeNode, type MapTree } from "../authenticated-map/tree.ts";
import type { NodeWrite } from "../authenticated-map/update.ts";
import type { Changes } from "../ledger.ts";
import { FORMAT_KEY, indexKey, nodeKey, stateKey } from "./layout.ts";
import type { IndexSpace } from "./layout.ts";

/** All that one block leaves on disk, written in one batch. */
export interface StoreCommit {
  readonly state: Changes;
  /** In this order: of those at one path the last counts. */
  readonly nodes: readonly NodeWrite[];
  /** The tree that this leaves. If undefined while there are nodes, it is read from disk anew. */
  readonly tree?: MapTree;
  readonly index: readonly IndexWrite[];
}

export interface IndexWrite {
  readonly space: IndexSpace;
  /** Text is stored as UTF-8. */
  readonly key: string | Uint8Array;
  /** undefined: delete. */
  readonly value: Uint8Array | undefined;
}

/** One write of the batch; undefined deletes. A value is good until the next write is asked for. */
export interface DatabaseWrite {
  readonly key: string | Uint8Array;
  readonly value: Uint8Array | undefined;
}

export function* writesOf({ state, nodes, index }: StoreCommit): Generator<DatabaseWrite> {
  for (const [key, value] of state) yield { key: stateKey(key), value };
  for (const { path, node } of nodes) {
    yield { key: nodeKey(path), value: node === undefined ? undefined : encodeNode(node) };
  }
  for (const { space, key, value } of index) yield { key: indexKey(space, key), value };
}

export function isFormatKey({ space, key }: IndexWrite): boolean {
  if (space !== "meta") return false;
  return typeof key === "string" ? key === FORMAT_KEY : equalBytes(key, utf8(FORMAT_KEY));
}
