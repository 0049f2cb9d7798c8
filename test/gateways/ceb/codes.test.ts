import countriesOfIso from "i18n-iso-countries";
import { describe, expect, test } from "vitest";

import {
  codeName,
  codeTables,
  type CodeTableName,
} from "../../../src/gateways/ceb/codes/code-name.ts";
import { type CodeTable, rows } from "../../../src/gateways/ceb/codes/table.ts";
import { COUNTRY_CODES } from "../../../src/chain/country-codes.ts";

// Goal: a code means what customs' tables say. Method: codes that are known from elsewhere, and what holds for all of them.

const tables = Object.entries(codeTables as Readonly<Record<string, CodeTable>>);

describe("every table", () => {
  test.each(tables)("%s: its codes have its form, and a name in Chinese", (_, table) => {
    for (const [code, { zh }] of table.entries) {
      expect(code).toMatch(table.form);
      expect(zh).toMatch(/[\u4e00-\u9fff]/u);
    }
  });

  test.each(tables.filter(([, { complete }]) => !complete))(
    "%s: is not complete, and says which form its codes have",
    (_, { form, formWords, entries }) => {
      expect(formWords).toMatch(/^[a-z]/u);
      expect("nothing of it").not.toMatch(form);
      expect(entries.size).toBeGreaterThan(5);
    },
  );
});

test("no code stands twice in a table of rows", () => {
  expect(() => rows("001 台; 001 座", "plain")).toThrow(/001/u);
});

describe("a code's name", () => {
  const known: readonly (readonly [CodeTableName, string, string])[] = [
    ["countries", "142", "中国"],
    ["countries", "110", "中国香港"],
    ["countries", "116", "日本"],
    ["countries", "304", "德国"],
    ["countries", "502", "美国"],
    ["countries", "609", "新西兰"],
    ["currencies", "142", "人民币"],
    ["currencies", "502", "美元"],
    ["units", "001", "台"],
    ["units", "007", "个"],
    ["units", "011", "件"],
    ["units", "031", "盘"],
    ["units", "035", "千克"],
    ["units", "036", "克"],
    ["units", "095", "升"],
    ["units", "122", "罐"],
    ["units", "142", "瓶"],
    ["tradeModes", "9610", "跨境贸易电子商务"],
    ["tradeModes", "1210", "保税电商"],
    ["transportModes", "5", "航空运输"],
    ["wrapTypes", "2", "纸箱"],
    ["customsOffices", "5300", "深圳海关"],
    ["returnStatuses", "800", "放行"],
    ["idTypes", "1", "身份证"],
  ];
  test.each(known)("%s %s is %s", (table, code, zh) => {
    expect(codeName(table, code)?.zh).toBe(zh);
  });

  test("is undefined for a code that its table has not", () => {
    expect(codeName("countries", "000")).toBeUndefined();
    expect(codeName("units", "toString")).toBeUndefined();
  });
});

describe("ISO codes", () => {
  test("of countries exist, each once, and are those that the ledger takes", () => {
    const codes = [...codeTables.countries.entries.values()].flatMap(({ iso }) => iso ?? []);
    for (const code of codes) {
      expect(countriesOfIso.isValid(code), code).toBe(true);
      expect(COUNTRY_CODES.has(code), code).toBe(true);
    }
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("of countries are those of the countries named", () => {
    const differing = [...codeTables.countries.entries.values()].filter(
      ({ iso, zh }) => iso !== undefined && countriesOfIso.getName(iso, "zh") !== zh,
    );
    // Looked at by hand: other names for the same country or region. A new one here is to be looked at too.
    expect(differing.map(({ iso, zh }) => `${iso!} ${zh}`)).toMatchInlineSnapshot(`
      [
        "HK 中国香港",
        "ID 印度尼西亚",
        "MO 中国澳门",
        "TW 台澎金马关税区",
        "CG 刚果",
        "EH 西撒哈拉",
        "CD 民主刚果",
        "YT 马约特岛",
        "MK 马其顿",
        "BA 波斯尼亚和黑塞哥维那",
        "CW 库腊索岛",
      ]
    `);
  });

  test("of currencies are three letters, each once", () => {
    const codes = [...codeTables.currencies.entries.values()].map(({ iso }) => iso);
    for (const code of codes) expect(code).toMatch(/^[A-Z]{3}$/u);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
