import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { calendarPage } from "../../src/cli/calendar-page.ts";
import type { CommandDefinition } from "../../src/cli/command.ts";
import { calendarPublish } from "../../src/cli/commands/calendar-publish.ts";
import { calendarShow } from "../../src/cli/commands/calendar-show.ts";
import { parameterList } from "../../src/cli/commands/parameter-list.ts";
import { parameterSet } from "../../src/cli/commands/parameter-set.ts";
import { createOutput } from "../../src/cli/output.ts";
import { Session } from "../../src/cli/session.ts";
import { parseDay } from "../../src/primitives/civil-day.ts";
import { PARAMETER_NAMES } from "../../src/transactions/rules/parameters.ts";
import { china2025 } from "../china-2025.ts";
import { start } from "../rpc/harness.ts";
import { regulatedGenesis } from "../rpc/regulated.ts";
import { accountOf, keyOf, TestNode } from "../rpc/test-node.ts";

// Goal: a regulator publishes from files and reads what holds. Method: the commands over a real server and ledger.

const folder = mkdtempSync(join(tmpdir(), "portolan-rules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let node: TestNode;
let rpc: string;

beforeEach(async () => {
  node = new TestNode(regulatedGenesis());
  rpc = (await start({ node })).url;
});

async function run(command: CommandDefinition, options: Record<string, string>) {
  const { secret: seed, publicKey } = keyOf("safe-cn");
  const key = { name: "safe-cn", seed, publicKey, account: accountOf("safe-cn") };
  const given = { keys: [], as: undefined, chainId: undefined, json: true };
  const session = new Session(
    { rpc: `${rpc}/rpc`, ...given, yes: true, wait: false },
    createOutput({ json: true }),
    [key],
  );
  const answer = await command.run(session, { args: [], options: { country: "CN", ...options } });
  if (node.pool.size > 0) node.commit();
  return answer!;
}

function fileOf(content: unknown): string {
  const file = join(folder, "days.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe("portolan calendar", () => {
  test("publishes a file and shows the year", async () => {
    expect((await run(calendarShow, { year: "2025" })).text).toMatch(/^CN 2025: nothing published/);
    await run(calendarPublish, { year: "2025", file: fileOf(china2025) });
    const shown = await run(calendarShow, { year: "2025" });
    expect(shown.json).toMatchObject({ version: 1, ...china2025 });
    expect(shown.text).toMatch(/^CN 2025, version 1\n/);
  });

  test.each([
    ["a list", []],
    ["nothing", null],
    ["one list missing", { holidays: [] }],
    ["a third", { holidays: [], workdays: [], extra: [] }],
    ["a day that is none", { holidays: ["2025-02-29"], workdays: [] }],
  ])("MALFORMED_BODY for %s in the file", async (_, content) => {
    const refused = run(calendarPublish, { year: "2025", file: fileOf(content) });
    await expect(refused).rejects.toMatchObject({ code: "MALFORMED_BODY", exit: 2 });
  });

  test("YEAR_FORMAT; days of another year are refused before anything is signed", async () => {
    const short = run(calendarShow, { year: "25" });
    await expect(short).rejects.toMatchObject({ code: "YEAR_FORMAT", exit: 2 });
    const other = run(calendarPublish, { year: "2026", file: fileOf(china2025) });
    await expect(other).rejects.toMatchObject({ code: "DAY_OUTSIDE_YEAR" });
    expect(node.height).toBe(0);
  });

  test("the page of a year marks weekends, holidays and make-up days", () => {
    const days = (texts: readonly string[]) => texts.map((one) => parseDay(one)!);
    const lists = { holidays: days(china2025.holidays), workdays: days(china2025.workdays) };
    const page = calendarPage({ year: 2025, ...lists });
    expect(page.split("\n\n")[4]).toBe(
      [
        "September                      October",
        "Mo  Tu  We  Th  Fr  Sa  Su     Mo  Tu  We  Th  Fr  Sa  Su",
        " 1   2   3   4   5   6-  7-             1*  2*  3*  4*  5*",
        " 8   9  10  11  12  13- 14-     6*  7*  8*  9  10  11+ 12-",
        "15  16  17  18  19  20- 21-    13  14  15  16  17  18- 19-",
        "22  23  24  25  26  27- 28+    20  21  22  23  24  25- 26-",
        "29  30                         27  28  29  30  31",
      ].join("\n"),
    );
    expect(page).toMatch(/holiday {3}\+ {2}make-up working day$/);
  });
});

describe("portolan parameter", () => {
  const recall = { name: "recall-answer-days", value: "15" };

  test("sets from a time on, and lists what holds and what is to come", async () => {
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    await run(parameterSet, { ...recall, from: day });
    await run(parameterSet, { ...recall, value: "20", from: `${day}T08:30Z` });
    const { text } = await run(parameterList, {});
    const lines = text.split("\n").map((line) => line.split(/ {2,}/));
    expect(lines.slice(0, 5)).toEqual([
      ["name", "value", "unit", "from", "version"],
      ["recall-answer-days", "10", "working days", "default", "0"],
      ["", "15", "working days", `${day}T00:00:00.000Z`, "1"],
      ["", "20", "working days", `${day}T08:30:00.000Z`, "2"],
      ["held-payment-hours-max", "720", "hours", "default", "0"],
    ]);
    const names = lines.slice(1).map(([name]) => name);
    expect(names.filter((name) => name !== "")).toEqual(PARAMETER_NAMES);
  });

  test.each(["tomorrow", "2027-02-29", "2027-01-01T24:00Z", "2027-01-01T08:30", "1800000000000"])(
    "TIME_FORMAT for %s",
    async (from) => {
      const refused = run(parameterSet, { ...recall, from });
      await expect(refused).rejects.toMatchObject({ code: "TIME_FORMAT", exit: 2 });
    },
  );

  test.each([
    ["an unknown name", { ...recall, name: "interest" }, "MALFORMED_BODY"],
    ["no number", { ...recall, value: "1.5" }, "MALFORMED_BODY"],
    ["a value out of range", { ...recall, value: "61" }, "PARAMETER_OUT_OF_RANGE"],
  ])("%s is refused before anything is signed", async (_, options, code) => {
    const refused = run(parameterSet, { ...options, from: "2027-01-01" });
    await expect(refused).rejects.toMatchObject({ code });
    expect(node.height).toBe(0);
  });
});
