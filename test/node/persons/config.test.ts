import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, test } from "vitest";

import { nodeConfigText } from "../../../src/cli/node-config.ts";
import { loadConfig, type NodeConfig } from "../../../src/node/config.ts";

// Goal: a regulator's configuration is read with sensible limits, and one with which nobody could ask for a hundred is refused.
// Method: files as `portolan devnet` writes them, and as an operator changes them.

const folder = mkdtempSync(join(tmpdir(), "portolan-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(more = "", persons: { key: string } | null = { key: "keys/persons.json" }) {
  const file = join(folder, "config.toml");
  const text = nodeConfigText({
    ...{ note: "A test.", name: "node-0", genesis: "genesis.json", rpcPort: 1, bootstrap: [] },
    ...{ listen: "/ip4/127.0.0.1/tcp/2", personKeys: persons ?? undefined },
  });
  writeFileSync(file, text + more);
  return loadConfig(file);
}

describe("[personKeys]", () => {
  test("has the key's path from the file on, and limits if it names none", () => {
    const expected: NodeConfig["personKeys"] = {
      ...{ key: join(folder, "keys/persons.json"), perMemberPerHour: 3_600, burst: 1_000 },
    };
    expect(read().personKeys).toEqual(expected);
  });

  test("has the limits that it names", () => {
    const found = read("perMemberPerHour = 10\nburst = 100\n").personKeys;
    expect(found).toMatchObject({ perMemberPerHour: 10, burst: 100 });
  });

  test.each(["burst = 99", "perMemberPerHour = 0", "perMemberPerHour = 1.5", "perHour = 10"])(
    "is refused with %s",
    (line) => {
      expect(() => read(`${line}\n`)).toThrow(expect.objectContaining({ code: "BAD_CONFIG" }));
    },
  );

  test("may be absent", () => {
    expect(read("", null).personKeys).toBeUndefined();
  });
});
