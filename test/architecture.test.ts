import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { describe, expect, test } from "vitest";

// Goal: the folder tree explains the system and data flows one way; ledger code is deterministic.
// Method: every import and every suspicious word of every source file, compared with the rules of docs/architecture.

const root = join(import.meta.dirname, "../src");

/** Folder → folders that it may import besides itself. */
const mayImport: Record<string, readonly string[]> = {
  primitives: [],
  chain: ["primitives"],
  state: ["primitives", "chain"],
  consensus: ["primitives", "chain"],
  signer: [
    ...["primitives", "chain"],
    ...["node/keys", "node/node-keys.ts", "node/native.ts", "node/log.ts"],
    ...["node/process-life.ts", "node/synced-file.ts"],
  ],
  p2p: ["primitives", "chain"],
  transactions: ["primitives", "chain", "state/ledger.ts"],
  letters: ["primitives", "chain", "state/ledger.ts", "transactions"],
  persons: ["primitives", "chain", "state/ledger.ts", "transactions"],
  gateways: ["primitives", "chain", "state/ledger.ts", "transactions"],
  execution: ["primitives", "chain", "state", "transactions"],
  mempool: ["primitives", "chain", "state", "transactions", "execution"],
  rpc: ["primitives", "chain", "state", "transactions", "execution", "mempool"],
  portal: ["primitives", "rpc/ask.ts", "rpc/rpc-error.ts", "rpc/rpc-log.ts"],
  node: [
    "primitives",
    "chain",
    "state",
    "consensus",
    "p2p",
    "transactions",
    "execution",
    "mempool",
    "letters",
    "persons",
    "rpc",
    "portal",
    "signer",
  ],
  cli: [
    "primitives",
    "chain",
    "p2p",
    "transactions",
    "letters",
    "persons",
    "gateways",
    "execution",
    "rpc",
    "node",
    "signer",
  ],
};

/** Folders whose results every replica must agree on. */
const ledgerFolders = ["primitives", "chain", "consensus", "transactions", "execution", "state"];
/** The disk has its own clock and errors; nothing of it reaches a block. The polyfill is for the network library. */
const ioFiles = [/^state\/store(\.ts|\/)/, /^primitives\/polyfill\.ts$/];

const forbiddenInLedger: readonly (readonly [string, RegExp])[] = [
  ["the clock", /\bDate\b|\bperformance\b/],
  ["timers", /\bset(Timeout|Interval|Immediate)\b/],
  ["randomness", /\bMath\.random\b|\bgetRandomValues\b|\brandomBytes\b/],
  ["asynchrony", /\basync\b|\bawait\b|\bnew Promise\b/],
  ["Node.js modules", /from "node:/],
  ["the locale", /\btoLocale|\blocaleCompare\b|\bIntl\b/],
  ["floating point", /\bparseFloat\b|\bMath\.(sqrt|pow|exp|log|sin|cos|tan|fround)\b/],
];

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .sort();

function importsOf(name: string): string[] {
  const text = readFileSync(join(root, name), "utf8");
  return [...text.matchAll(/(?:from|import) "(\.[^"]+)"/g)].map(([, path]) =>
    relative(root, join(root, name, "..", path!)),
  );
}

/** Code without comments: a comment may speak of clocks. */
function codeOf(name: string): string {
  return readFileSync(join(root, name), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "");
}

describe("architecture", () => {
  test("lower folders never import higher ones", () => {
    const broken = files.flatMap((name) => {
      const folder = name.split("/")[0]!;
      const allowed = [folder, ...(mayImport[folder] ?? [])];
      return importsOf(name)
        .filter((target) => !allowed.some((one) => target === one || target.startsWith(`${one}/`)))
        .map((target) => `${name} imports ${target}`);
    });
    expect(broken).toEqual([]);
  });

  test("every source folder is known here and has a README", () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(mayImport).sort());
    const without = folders.filter(
      ({ name }) => !readdirSync(join(root, name)).includes("README.md"),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  test.each(forbiddenInLedger)("ledger code knows nothing of %s", (_, pattern) => {
    const ledger = files
      .filter((name) => ledgerFolders.includes(name.split("/")[0]!))
      .filter((name) => !ioFiles.some((one) => one.test(name)));
    expect(ledger.filter((name) => pattern.test(codeOf(name)))).toEqual([]);
  });

  test("only the store imports LevelDB, only p2p imports libp2p", () => {
    const importers = (pattern: RegExp): string[] =>
      files.filter((name) => pattern.test(codeOf(name)));
    const level = importers(/from "classic-level"/);
    expect(level.filter((name) => !/^state\/store/.test(name))).toEqual([]);
    const libp2p = importers(/from "(@libp2p\/|libp2p|@multiformats)/);
    expect(libp2p.filter((name) => !name.startsWith("p2p/"))).toEqual([]);
  });

  test("the offline verifier needs neither store nor JSON-RPC", () => {
    const reached = new Set<string>();
    const visit = (name: string): void => {
      if (reached.has(name)) return;
      reached.add(name);
      importsOf(name).forEach(visit);
    };
    visit("chain/proof/verify-proof.ts");
    expect([...reached].filter((name) => /^(state\/store|rpc|node|p2p)/.test(name))).toEqual([]);
    expect(reached.size).toBeGreaterThan(10);
  });
});
