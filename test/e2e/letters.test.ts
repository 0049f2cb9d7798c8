import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Devnet } from "./devnet.ts";

// Goal: a confirmation letter goes its whole way on a network of real nodes, which all tell the same of it and nothing of its
// content, and its answer is proven offline.
// Method: the demo, the command line, four processes.

type Step = Readonly<Record<"by" | "what" | "status" | "next" | "result", string | null>>;
interface Demo {
  readonly letter: string;
  readonly steps: readonly Step[];
  readonly files: readonly string[];
}

describe("a confirmation letter on four nodes", () => {
  let devnet: Devnet;
  let demo: Demo;

  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
    demo = answer<Demo>(["demo", "letter", "--dir", devnet.directory]);
  }, 120_000);
  afterAll(() => devnet.remove(), 60_000);

  function answer<T>(args: readonly string[]): T {
    const { status, stdout, stderr } = devnet.portolan([...args, "--json"]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return JSON.parse(stdout) as T;
  }

  test("is returned, put right, authorised, answered by four eyes, asked again and closed", () => {
    expect(demo.steps.map(({ status }) => status).filter((one) => one !== null)).toEqual([
      ...["issued", "returned", "issued", "accepted", "authorised", "prepared", "prepared"],
      ...["replied", "received", "queried", "prepared", "replied", "closed"],
    ]);
    expect(demo.steps.find(({ what }) => what?.includes("alone"))?.what).toContain(
      "REVIEWER_IS_PREPARER",
    );
    expect(demo.steps.at(-1)).toMatchObject({ by: "firm-1", result: "MISMATCH", next: null });
  });

  test("is the same on every node, and has nothing of what was written", async () => {
    const [firm = "", number = ""] = demo.letter.split("/");
    const seen: string[] = [];
    for (const node of [0, 1, 2, 3]) {
      const found = await devnet.call<{ history: unknown[] }>("letter_get", { firm, number }, node);
      expect(found.history).toHaveLength(12);
      seen.push(JSON.stringify(found));
    }
    expect(new Set(seen).size).toBe(1);
    for (const content of ["1284350", "4750000", "DK-2025", "0200 0034", "Yuanhang", "Ningbo"]) {
      expect(seen[0]).not.toContain(content);
    }
  });

  test("its answer, and one item of it, are proven against the genesis file", async () => {
    const file = demo.files.at(-1)!;
    const [proof, shown] = ["proof.json", "loans.json"].map((name) => join(devnet.directory, name));
    writeFileSync(
      proof!,
      JSON.stringify(answer(["letter", "proof", demo.letter, "--of", "reply"])),
    );
    writeFileSync(shown!, JSON.stringify(answer(["letter", "disclose", file, "--item", "loans"])));
    await devnet.stop();
    for (const one of [file, shown!]) {
      const against = ["--proof", proof!, "--genesis", devnet.genesis];
      expect(answer(["letter", "verify", one, ...against])).toMatchObject({
        valid: true,
        step: "reply",
      });
    }
    expect(readFileSync(shown!, "utf8")).not.toContain("deposits");
  });
});
