import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type CommandResult, Devnet, eventually } from "./devnet.ts";
import { expectNowhere } from "./left-behind.ts";

// Goal: members who spell a person's number in their own ways, at nodes of their own, come to one key, and no node has the number.
// Method: the command line on four processes, numbers by standard input; every file and every metric of every node is searched.

/** Well-formed, and nobody's: GB 11643 has no region 990099. */
const [FIRST, SECOND] = ["990099199002305556", "99009919900230115X"] as const;

describe("person keys on four nodes", () => {
  let devnet: Devnet;
  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
    await eventually("the key to be known everywhere", async () => {
      const all = [0, 1, 2, 3].map((n) => devnet.call("customs_personKey", { country: "CN" }, n));
      return (await Promise.all(all)).every((one) => one !== null) ? true : undefined;
    });
  }, 120_000);
  afterAll(() => devnet.remove(), 60_000);

  function keysOf(numbers: readonly string[], node: number, ...more: string[]): CommandResult {
    const line = ["customs", "person-key", "--type", "CN-ID", "--file", "-", ...more];
    return devnet.portolan(line, { node, input: `${numbers.join("\n")}\n` });
  }

  test("are alike for spellings of one number at nodes 0 and 3, and differ for two numbers", () => {
    const spelt = `${FIRST.slice(0, 6)} ${FIRST.slice(6, 14)} ${FIRST.slice(14)}`;
    const here = keysOf([FIRST, SECOND], 0);
    const there = keysOf([spelt, SECOND.toLowerCase()], 3);
    expect([here.status, here.stderr, there.status, there.stderr]).toEqual([0, "", 0, ""]);
    expect(there.stdout).toBe(here.stdout);
    expect(new Set(here.stdout.trim().split("\n")).size).toBe(2);
  });

  test("come from the regulator's node alone, which counts them", async () => {
    const counted = async (node: number) =>
      /^portolan_person_keys_evaluated_total (\d+)$/m.exec(await metricsOf(node))?.[1];
    expect(await Promise.all([0, 1, 2, 3].map(counted))).toEqual([
      ...[undefined, undefined, "4", undefined],
    ]);
  });

  test("leave no number in any file, log or metric of any node", async () => {
    await expectNowhere(devnet, [FIRST, SECOND, FIRST.slice(0, 17), SECOND.slice(0, 17)]);
  });

  test("without the regulator's node there are none, and then there are again", async () => {
    const before = keysOf([FIRST], 1).stdout;
    devnet.kill(2);
    const refused = keysOf([FIRST], 1, "--json");
    expect([refused.status, refused.stdout]).toEqual([
      ...[1, expect.stringContaining("REGULATOR_OFFLINE") as string],
    ]);
    await eventually("the regulator's node to be back", async () => {
      const { status, stdout } = keysOf([FIRST], 1);
      return status === 0 && stdout === before ? true : undefined;
    });
  }, 90_000);

  async function metricsOf(node: number): Promise<string> {
    return (await fetch(`${devnet.rpc(node)}/metrics`)).text();
  }
});
