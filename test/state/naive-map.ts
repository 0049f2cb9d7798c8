import { createHash } from "node:crypto";

/**
 * The canonical trie computed from its definition by plain recursion, with nothing of the code under test: another hash
 * function, text instead of bytes, no updates. Slow and obvious.
 */
export interface NaiveTree {
  readonly root: string;
  /** Hexadecimal node bytes by path. */
  readonly nodes: ReadonlyMap<string, string>;
}

export function naiveTree(content: ReadonlyMap<string, Uint8Array>): NaiveTree {
  const entries = [...content]
    .map(([key, value]) => ({ keyHash: hash(Buffer.from(key)), valueHash: hash(value) }))
    .sort((a, b) => (a.keyHash < b.keyHash ? -1 : 1));
  const nodes = new Map<string, string>();
  return { root: subtree("", entries, nodes), nodes };
}

interface Entry {
  readonly keyHash: string;
  readonly valueHash: string;
}

function subtree(path: string, entries: readonly Entry[], nodes: Map<string, string>): string {
  if (entries.length === 0) return "00".repeat(32);
  if (entries.length <= 16) {
    const bucket = "00" + entries.map(({ keyHash, valueHash }) => keyHash + valueHash).join("");
    nodes.set(path, bucket);
    return hash(Buffer.from(bucket, "hex"));
  }
  const children = [..."0123456789abcdef"].map((digit) => {
    const own = entries.filter(({ keyHash }) => keyHash.startsWith(path + digit));
    return subtree(path + digit, own, nodes);
  });
  nodes.set(path, "01" + children.join(""));
  return binaryRoot(children);
}

function binaryRoot(hashes: readonly string[]): string {
  if (hashes.length === 1) return hashes[0]!;
  const half = hashes.length / 2;
  const left = binaryRoot(hashes.slice(0, half));
  const right = binaryRoot(hashes.slice(half));
  return hash(Buffer.from(left + right, "hex"));
}

function hash(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
