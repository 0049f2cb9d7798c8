import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { expect } from "vitest";

import { Layout } from "../../src/cli/devnet/layout.ts";
import type { Devnet } from "./devnet.ts";

/** Everything that a node leaves behind: its files, logs among them, and its metrics. */
async function leftBehind(devnet: Devnet, node: number): Promise<[path: string, Buffer][]> {
  const { directory } = new Layout(devnet.directory).node(node);
  const paths = readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile());
  const metrics = await (await fetch(`${devnet.rpc(node)}/metrics`)).text();
  return [
    ...paths.map((path): [string, Buffer] => [path, readFileSync(path)]),
    ["metrics", Buffer.from(metrics)],
  ];
}

/** None of four nodes has left any of the texts behind, nor a hash of one that could be compared with a list of candidates. */
export async function expectNowhere(devnet: Devnet, texts: readonly string[]): Promise<void> {
  const wanted = texts.flatMap((one) => {
    const digest = createHash("sha256").update(one).digest();
    return [Buffer.from(one), digest, Buffer.from(digest.toString("hex"))];
  });
  let files = 0;
  for (const node of [0, 1, 2, 3]) {
    for (const [path, content] of await leftBehind(devnet, node)) {
      files++;
      for (const one of wanted)
        expect(content.includes(one), `${path} of node ${node}`).toBe(false);
    }
  }
  expect(files).toBeGreaterThan(40); // there was something to search
}
