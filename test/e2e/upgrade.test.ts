import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { NODE_ENTRY } from "../../src/cli/node-entry.ts";
import { FourNodes } from "../chaos/four-nodes.ts";
import { NodeRun } from "../chaos/node-run.ts";
import { eventually } from "./devnet.ts";

// Goal: the council activates a new version of the rules; the network goes on by it, and a node that is too old stops before
// the first such block and says what to do.
// Method: four real processes, one of them of a build that knows version 1 only.

const root = join(import.meta.dirname, "../..");

interface Info {
  readonly protocolVersion: number;
  readonly consensus: { readonly role: string; readonly epoch: number };
}

/** This build with one line changed: the newest version that it knows. */
function oldBuild(directory: string): string {
  mkdirSync(join(directory, "dist"));
  cpSync(join(root, "dist/src"), join(directory, "dist/src"), { recursive: true });
  cpSync(join(root, "package.json"), join(directory, "package.json"));
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  const file = join(directory, "dist/src/chain/protocol-version.js");
  const text = readFileSync(file, "utf8");
  const newest = /PROTOCOL_VERSION = \d+/;
  expect(text).toMatch(newest);
  writeFileSync(file, text.replace(newest, "PROTOCOL_VERSION = 1"));
  return join(directory, NODE_ENTRY.slice(NODE_ENTRY.indexOf("dist")));
}

describe("architecture 13: an upgrade of the protocol", () => {
  const directory = mkdtempSync(join(tmpdir(), "portolan-old-"));
  let four: FourNodes;
  let updated: NodeRun | undefined;

  beforeAll(async () => {
    four = await FourNodes.create({ protocolVersion: 1 }, new Map([[3, oldBuild(directory)]]));
    await four.start();
  }, 60_000);

  afterAll(async () => {
    await updated?.kill();
    await four.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  const portolan = (args: readonly string[]) => {
    const keys = ["council-0", "council-1", "council-2"].flatMap((name) => [
      ...["--key", four.devnet.key(name)],
    ]);
    return four.devnet.portolan([...args, ...keys, "--yes"]);
  };
  const pay = () =>
    four.devnet.portolan(["pay", "--to", "bob", "--amount", "1.00 HKD@gateway-hk", "--yes"], {
      key: "alice",
    });

  test("the old rule holds until the epoch ends, the new one from then on, and the old node stops", async () => {
    expect(portolan(["participant", "suspend", "bob", "--reason", "test"]).status).toBe(0);
    expect(pay()).toMatchObject({ status: 0 });

    const old = four.nodes[3]!;
    expect(portolan(["council", "upgrade", "2"])).toMatchObject({ status: 0 });
    expect(await old.ended).toBe(1);
    expect(old.stderr).toContain("UPGRADE_NEEDED: from height");
    expect(old.stderr).toContain("Install a release that knows it");

    const { protocolVersion } = await eventually("the new version", async () => {
      const info = await four.devnet.call<Info>("node_info");
      return info.protocolVersion === 2 ? info : undefined;
    });
    expect(protocolVersion).toBe(2);
    const refused = pay();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("CREDITOR_SUSPENDED");

    // Started again it comes no further.
    await old.start();
    expect(await old.ended).toBe(1);
    expect(old.stderr).toContain("UPGRADE_NEEDED");

    // Nothing is lost: a build that knows the version goes on with the same data.
    updated = new NodeRun(old.layout);
    expect(await updated.start()).toMatchObject({ ready: true });
    await eventually("the updated node to vote", async () => {
      const info = await four.devnet.call<Info>("node_info", {}, 3);
      const { role, epoch } = info.consensus;
      return role === "validator" && epoch === 1 ? true : undefined;
    });
  }, 60_000);
});
