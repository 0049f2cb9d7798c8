import { describe, expect, test } from "vitest";

import { faultCodes, type FaultCode } from "../../../src/gateways/ceb/fault.ts";
import { cebLimits } from "../../../src/gateways/ceb/limits.ts";
import { readCeb } from "../../../src/gateways/ceb/read-ceb.ts";
import { ofDocuments } from "./refusals/of-documents.ts";
import { ofFiles } from "./refusals/of-files.ts";
import { order, value } from "./refusals/refusal.ts";
import { changed } from "./samples.ts";

// Goal: whatever is wrong with a file is refused by a code that stays, at its place, with a hint that repeats nobody's data.
// Method: a good file with one thing wrong, for every code there is.

const refusals = [...ofFiles, ...ofDocuments];

describe("a file is refused with", () => {
  test.each(refusals)("%s", (_, bytes, code, path) => {
    const outcome = readCeb(bytes());
    const faults = outcome.ok ? [] : outcome.faults;
    expect(faults).toContainEqual(expect.objectContaining({ code, path }));
    for (const { hint } of faults) expect(hint).toMatch(/^["A-Z0-9].{4,}\.$/u);
  });
});

test("every code is reached", () => {
  const reached = new Set<FaultCode>([...refusals.map(([, , code]) => code), "TOO_MANY_FAULTS"]);
  expect([...reached].sort()).toEqual(Object.keys(faultCodes).sort());
});

describe("faults", () => {
  test("of a file are all found at once, each at its line", () => {
    const bytes = changed("311-order", /<ceb:(orderNo|country)>.*/g, "");
    const outcome = readCeb(bytes);
    expect(outcome.ok ? [] : outcome.faults.map(({ path }) => path)).toEqual([
      "OrderHead/orderNo of document 1",
      "OrderList 1/country of document 1",
      "OrderList 2/country of document 1",
      "OrderHead/orderNo of document 2",
      "OrderList 1/country of document 2",
    ]);
  });

  test("are a hundred at most, and the last one says that there are more", () => {
    const bytes = changed("311-order", "<ceb:Order>", `${"<ceb:Order/>".repeat(900)}<ceb:Order>`);
    const outcome = readCeb(bytes);
    const faults = outcome.ok ? [] : outcome.faults;
    expect(faults).toHaveLength(cebLimits.faults);
    expect(faults.at(-1)!.code).toBe("TOO_MANY_FAULTS");
  });

  test("repeat no value of a person, wherever it was put", () => {
    const secret = "000000190001010000";
    for (const name of [
      "buyerName",
      "buyerIdType",
      "currency",
      "country",
      "appTime",
      "ebpCode",
      "gnum",
    ]) {
      for (const put of [`${secret}\n${secret}`, `${secret}${"x".repeat(99)}`, secret]) {
        const outcome = readCeb(value(name, put)());
        expect(JSON.stringify(outcome.ok ? [] : outcome.faults)).not.toContain(secret);
      }
    }
  });

  test("repeat a name or code in a line at most", () => {
    const long = "x".repeat(10_000);
    const outcome = readCeb(order("<ceb:note/>", `<ceb:${long}/>`)());
    for (const { path, hint } of outcome.ok ? [] : outcome.faults) {
      expect(`${path} ${hint}`.length).toBeLessThan(200);
    }
  });
});
