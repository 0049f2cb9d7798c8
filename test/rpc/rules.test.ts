import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { parseDay } from "../../src/primitives/civil-day.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { methods } from "../../src/rpc/table.ts";
import { PARAMETER_NAMES } from "../../src/transactions/rules/parameters.ts";
import { china2025 } from "../china-2025.ts";
import { ask, result, start } from "./harness.ts";
import { regulatedGenesis } from "./regulated.ts";
import { operation, TestNode } from "./test-node.ts";

let node: TestNode;
let url: string;

beforeEach(async () => {
  node = new TestNode(regulatedGenesis());
  url = (await start({ node })).url;
});

function carryOut(type: string, body: object): void {
  node.submit(node.sign("safe-cn", [operation(type, { country: "CN", ...body })]));
  node.commit();
}

function publish(workdays: readonly string[]): void {
  const days = (texts: readonly string[]) => texts.map((one) => parseDay(one)!);
  const lists = { holidays: days(china2025.holidays), workdays: days(workdays) };
  carryOut("calendar.publish", { year: 2025, ...lists });
}

/** The answer, which fits the schema that the method declares. */
async function answer(method: string, params: { [name: string]: Json }) {
  const found = await result(url, method, params);
  const { result: schema } = methods.find(({ name }) => name === method)!;
  expect(z.fromJSONSchema(schema).safeParse(found).error?.message).toBeUndefined();
  return found;
}

describe("calendars", () => {
  const year = { country: "CN", year: 2025 };

  test("calendar_get gives the newest, or the version asked for; null if there is none", async () => {
    expect(await answer("calendar_get", year)).toBeNull();
    publish([]);
    publish(china2025.workdays);
    expect(await answer("calendar_get", year)).toMatchObject({ version: 2, ...china2025, ...year });
    const first = { ...year, version: 1 };
    expect(await answer("calendar_get", first)).toMatchObject({ version: 1, workdays: [] });
    expect(await answer("calendar_get", { ...year, version: 3 })).toBeNull();
  });

  test("calendar_workingDay counts as the ledger does, and says by which calendars", async () => {
    const term = { country: "CN", from: "2025-09-30", days: 3 };
    expect(await answer("calendar_workingDay", term)).toEqual({
      day: "2025-10-03",
      calendars: [{ year: 2025, version: 0 }],
    });
    publish(china2025.workdays);
    expect(await answer("calendar_workingDay", term)).toEqual({
      day: "2025-10-11",
      calendars: [{ year: 2025, version: 1 }],
    });
  });

  test.each([
    ["a day that is none", "from", { country: "CN", from: "2025-02-29", days: 3 }],
    ["no days", "days", { country: "CN", from: "2025-02-28", days: 0 }],
    ["too many days", "days", { country: "CN", from: "2025-02-28", days: 261 }],
    ["a country that is none", "country", { country: "cn", from: "2025-02-28", days: 1 }],
  ])("%s is refused", async (_, path, params) => {
    const { error } = await ask(url, "calendar_workingDay", params);
    expect(error?.data).toMatchObject({ code: "INVALID_PARAMS", path });
  });
});

test("parameter_list gives what holds and what is to come", async () => {
  const effectiveFromMs = Date.now() + 3_600_000;
  const before = await answer("parameter_list", { country: "CN" });
  const lines = before["parameters"] as { [name: string]: Json }[];
  expect(lines.slice(0, 2)).toMatchObject([
    { name: "recall-answer-days", unit: "working days", value: "10", version: 0, scheduled: [] },
    { name: "held-payment-hours-max", unit: "hours", value: "720", version: 0, scheduled: [] },
  ]);
  expect(lines.map(({ name }) => name)).toEqual(PARAMETER_NAMES);
  carryOut("parameter.set", { name: "recall-answer-days", value: 15n, effectiveFromMs });
  const { parameters } = await answer("parameter_list", { country: "CN" });
  const scheduled = [{ version: 1, value: "15", effectiveFromMs, height: 1 }];
  expect((parameters as Json[])[0]).toMatchObject({ value: "10", version: 0, scheduled });
  expect(await answer("parameter_list", { country: "HK" })).toMatchObject({
    parameters: before["parameters"],
  });
});
