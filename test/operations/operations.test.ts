import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { commands } from "../../src/cli/table.ts";
import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { decode, encode, parseJson } from "../../src/primitives/fields/codec.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { methods } from "../../src/rpc/table.ts";
import { operationTypeByName, operationTypes } from "../../src/transactions/table.ts";
import { indexPage, operationPage } from "./pages.ts";
import { play, type Played } from "./play.ts";
import { related } from "./related.ts";

// Goal: every operation has an example that works, a page that says what it does, and bytes that others can compare with.
// Method: one play in which each is carried out; pages and vectors are made from it and the tables: `npm run docs`.

const root = join(import.meta.dirname, "../..");
const docs = join(root, "docs/operations");
const played = play();
const names = operationTypes.map(({ name }) => name);
const exampleOf = (name: string): Played => played.find(({ type }) => type === name)!;

interface Vector {
  readonly type: string;
  readonly tag: number;
  readonly body: Json;
  readonly bytes: string;
  readonly result: Json;
  readonly resultBytes: string;
}

/** What another implementation must come to, with addresses where the pages have names. */
function vectorOf({ type: name, bytes, result, resultBytes }: Played): Vector {
  const { tag, body } = operationTypeByName(name)!;
  const decoded = decode(body, fromHex(bytes)!);
  if (!decoded.ok) throw new Error(`${name}: ${decoded.problem.message}`);
  return { type: name, tag, body: body.toJson(decoded.value), bytes, result, resultBytes };
}

test.each(played.map(({ type, code }, place) => [place, type, code] as const))(
  "scene %i: %s is carried out",
  (_, __, code) => {
    expect(code).toBe("OK");
  },
);

describe.each(names)("%s", (name) => {
  test("has an example, and docs/operations says what it is (if not: npm run docs)", async () => {
    const example = exampleOf(name);
    expect(example).toBeDefined();
    const page = `${operationPage(operationTypeByName(name)!, example)}\n`;
    await expect(page).toMatchFileSnapshot(join(docs, `${name}.md`));
  });

  test("the commands and methods that its page names exist", () => {
    const { commands: sent, reads } = related[name]!;
    const usages = commands.map(({ usage }) => usage.split(/ [<[]/)[0]);
    expect(usages).toEqual(expect.arrayContaining([...sent]));
    expect(methods.map((one) => one.name)).toEqual(expect.arrayContaining([...reads]));
  });
});

test("a command that sends an operation is named on the operation's page", () => {
  const folder = join(root, "src/cli/commands");
  const unnamed: string[] = [];
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), "utf8");
    const usage = /usage: "([^"<[]+?)(?: [<[].*)?"/.exec(text)?.[1];
    for (const [, module] of text.matchAll(/"\.\.\/\.\.\/(transactions\/[a-z/-]+\.ts)"/g)) {
      const name = /name: "([a-z.]+)"/.exec(readFileSync(join(root, "src", module!), "utf8"))?.[1];
      if (name === undefined || operationTypeByName(name) === undefined) continue;
      if (!related[name]!.commands.includes(usage!)) unnamed.push(`${usage}: ${name}`);
    }
  }
  expect(unnamed).toEqual([]);
});

test("the methods that sentences of failures name exist", () => {
  const known = new Set(methods.map((one) => one.name));
  const families = new Set(methods.map((one) => one.name.split("_")[0]));
  const named = operationTypes.flatMap(({ failures }) =>
    Object.values(failures).flatMap((sentence) => sentence.match(/\b[a-z]+_[a-zA-Z]+\b/g) ?? []),
  );
  const isMeant = (one: string): boolean => families.has(one.split("_")[0]);
  expect(named.filter((one) => isMeant(one) && !known.has(one))).toEqual([]);
  expect(named.length).toBeGreaterThan(100);
});

test("docs/operations has the index and no page of what is gone (if not: npm run docs)", async () => {
  await expect(`${indexPage()}\n`).toMatchFileSnapshot(join(docs, "README.md"));
  const expected = new Set([...names.map((name) => `${name}.md`), "README.md", "vectors.json"]);
  expect(readdirSync(docs).filter((file) => !expected.has(file))).toEqual([]);
});

test("docs/operations/vectors.json is what was played (if not: npm run docs)", async () => {
  const text = `${JSON.stringify(played.map(vectorOf), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(join(docs, "vectors.json"));
});

const vectors = JSON.parse(readFileSync(join(docs, "vectors.json"), "utf8")) as Vector[];

test.each(vectors.map((one, place) => [place, one.type, one] as const))(
  "vector %i: %s has these bytes, and the bytes have this meaning",
  (_, name, { tag, body, bytes, result, resultBytes }) => {
    const type = operationTypeByName(name)!;
    expect(type.tag).toBe(tag);
    for (const [kind, json, hex] of [
      [type.body, body, bytes],
      [type.result, result, resultBytes],
    ] as const) {
      const parsed = parseJson(kind, json);
      expect(parsed.ok && toHex(encode(kind, parsed.value))).toBe(hex);
      const decoded = decode(kind, fromHex(hex)!);
      expect(decoded.ok && kind.toJson(decoded.value)).toEqual(json);
    }
  },
);
