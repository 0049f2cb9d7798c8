import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { answerFrom } from "../../../src/letters/form/answer.ts";
import { fileRecords } from "../../../src/letters/match/file-records.ts";
import { draftAnswer, propose } from "../../../src/letters/match/propose.ts";
import { sqlRecords } from "../../../src/letters/match/sql-records.ts";
import type { Json } from "../../../src/primitives/fields/field.ts";
import { itemsOf } from "../../../src/transactions/letters/items.ts";
import { deposit, requestManifest } from "./forms.ts";

// Goal: what the bank's own systems say is compared with a letter to the last column and in both directions; people decide on it.
// Method: letters against records of a file and of a real PostgreSQL, each with one thing changed.

const folder = mkdtempSync(join(tmpdir(), "portolan-match-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Row = Readonly<Record<string, Json>>;
const letterWith = (deposits: Json, more: Readonly<Record<string, Json>> = {}) => {
  const struck = Object.fromEntries(itemsOf("format-1").map((item) => [item, "struck"]));
  return requestManifest({ items: { ...struck, deposits, ...more } });
};

/** A letter of these deposits against records of those. */
async function matched(stated: readonly Row[], bank: readonly Row[] | undefined) {
  const path = join(folder, "records.json");
  const items = bank === undefined ? {} : { deposits: { rows: bank } };
  writeFileSync(path, JSON.stringify({ "2025-12-31": { "enterprise-1": items } }));
  const { items: found, result } = await propose(
    letterWith({ rows: [...stated] }),
    fileRecords(path),
  );
  return { result, differences: found[0]!.differences, item: found[0]!.result };
}

describe("an item against the bank's records", () => {
  const same: readonly (readonly [string, Row])[] = [
    ["the very same", deposit],
    ["an amount with more zeros", { ...deposit, balance: "1234567.8900", rate: "0.250" }],
    ["an account number without spaces", { ...deposit, accountNumber: "0200003419024567" }],
    [
      "a name with other spaces and width",
      { ...deposit, accountName: " 远航贸易有限公司 ", accountType: "结算户" },
    ],
    ["another remark", { ...deposit, remark: "see file 7" }],
  ];
  test.each(same)("%s matches", async (_, bank) => {
    expect(await matched([deposit], [bank])).toEqual({
      result: "MATCH",
      item: "MATCH",
      differences: [],
    });
  });

  const other: readonly (readonly [string, Row])[] = [
    ["balance", { balance: "1234567.90" }],
    ["balance", { balance: "-1234567.89" }],
    ["accountType", { accountType: "保证金户" }],
    ["pooled", { pooled: true }],
    ["restriction", { restriction: "frozen by court order" }],
    ["to", { to: "2026-03-31" }],
    ["rate", { rate: null }],
  ];
  test.each(other)("another %s is a difference, named with both values", async (column, change) => {
    const { result, differences } = await matched([deposit], [{ ...deposit, ...change }]);
    expect(result).toBe("MISMATCH");
    const stated = (deposit as Row)[column];
    expect(differences).toEqual([
      { ...{ table: "rows", row: "0200003419024567 CNY", column }, stated, bank: change[column] },
    ]);
  });

  test("a row that only one of them has is a difference, whichever it is", async () => {
    const second = { ...deposit, accountNumber: "9999" };
    const unknown = await matched([deposit, second], [deposit]);
    expect(unknown.differences).toMatchObject([{ row: "9999 CNY", bank: null }]);
    const unsaid = await matched([deposit], [deposit, second]);
    expect(unsaid.differences).toMatchObject([{ row: "9999 CNY", stated: null }]);
    expect([unknown.result, unsaid.result]).toEqual(["MISMATCH", "MISMATCH"]);
  });

  test("several rows of one account are paired so that least differs", async () => {
    const terms = ["2026-01-31", "2026-02-28", "2026-03-31"].map((to) => ({
      ...deposit,
      from: "2025-01-01",
      to,
    }));
    expect(await matched(terms, [...terms].reverse())).toMatchObject({ result: "MATCH" });
  });

  test("nothing stated against nothing there matches: completeness is confirmed", async () => {
    expect(await matched([], [])).toMatchObject({ result: "MATCH" });
    expect(await matched([], [deposit])).toMatchObject({ result: "MISMATCH" });
  });

  test("records that do not say leave it to people", async () => {
    expect(await matched([deposit], undefined)).toMatchObject({
      result: "UNABLE",
      differences: [],
    });
  });

  test("records that are no rows of the form are refused with what is wrong", async () => {
    const wrong = matched([deposit], [{ ...deposit, balance: 7 }]);
    await expect(wrong).rejects.toMatchObject({
      code: "RECORDS_MALFORMED",
      message: expect.stringMatching(/^deposits: the bank's rows\.0\.balance must be/) as string,
    });
  });
});

test("the draft is an answer that can be prepared as it is", async () => {
  const path = join(folder, "draft.json");
  const records = { deposits: { rows: [{ ...deposit, balance: "1.00" }] }, loans: { rows: [] } };
  writeFileSync(path, JSON.stringify({ "2025-12-31": { "enterprise-1": records } }));
  const manifest = letterWith({ rows: [deposit] }, { loans: { rows: [] }, custody: { rows: [] } });
  const proposal = await propose(manifest, fileRecords(path));
  const { result, items } = answerFrom(draftAnswer(proposal), ["deposits", "loans", "custody"]);
  expect(result).toBe("MISMATCH");
  expect(items.map((one) => one.result)).toEqual(["MISMATCH", "MATCH", "UNABLE"]);
});

describe("records of a database", () => {
  let database: PGlite;
  let server: PGLiteSocketServer;
  let url: string;

  beforeAll(async () => {
    database = await PGlite.create();
    await database.exec(`
      create table deposit (client text, day date, holder text, number text, currency text, rate numeric,
        kind text, balance numeric(20,2), pooled boolean, lien text);
      insert into deposit values ('enterprise-1', '2025-12-31', '远航贸易有限公司', '0200003419024567', 'CNY', 0.25,
        '结算户', 1234567.89, false, null), ('enterprise-2', '2025-12-31', 'Other', '1', 'CNY', 1, 'x', 5, false, null);
      create table closed (client text, number text, holder text, currency text, closed_on date);
      insert into closed values ('enterprise-1', '77', '远航贸易有限公司', 'USD', '2025-06-30'),
        ('enterprise-1', '78', '远航贸易有限公司', 'USD', '2024-06-30');`);
    server = new PGLiteSocketServer({ db: database, port: 0, host: "127.0.0.1" });
    await server.start();
    url = `postgres://postgres:postgres@${server.getServerConn()}/postgres`;
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  const DEPOSITS = `select holder as "accountName", number as "accountNumber", currency, rate, kind as "accountType",
    balance, pooled, null::date as "from", null::date as "to", lien as restriction, null::text as remark
    from deposit where client = $entity and day = $asOf::date`;
  const CLOSED = `select holder as "accountName", number as "accountNumber", currency, closed_on as "closedOn"
    from closed where client = $entity and closed_on between $from::date and $to::date`;

  async function proposed(
    manifest: Parameters<typeof propose>[0],
    queries: Record<string, string>,
  ) {
    const records = sqlRecords({ url, queries });
    try {
      return await propose(manifest, records);
    } finally {
      await records.close();
    }
  }

  test("amounts and days come as they are written there; another client's rows do not come", async () => {
    const { items } = await proposed(letterWith({ rows: [deposit] }), {
      "deposits.rows": DEPOSITS,
    });
    expect(items).toMatchObject([{ item: "deposits", result: "MATCH", differences: [] }]);
  });

  test("closed accounts are asked for within the period that the letter names", async () => {
    const row = {
      accountName: "远航贸易有限公司",
      accountNumber: "77",
      currency: "USD",
      closedOn: "2025-06-30",
    };
    const closed = { from: "2025-01-01", to: "2025-12-31", rows: [row] };
    const manifest = letterWith("struck", { "closed-accounts": closed });
    const { items } = await proposed(manifest, { "closed-accounts.rows": CLOSED });
    expect(items).toMatchObject([{ item: "closed-accounts", result: "MATCH" }]);
  });

  test("a table without a query is one that the bank cannot say anything about", async () => {
    const { result } = await proposed(letterWith({ rows: [deposit] }), {});
    expect(result).toBe("UNABLE");
  });

  test("what a letter says is a parameter and never a part of the query; nothing is written", async () => {
    const hostile = requestManifest({ entity: "enterprise-1" });
    const unknown = proposed(hostile, { "deposits.rows": "select $balance" });
    await expect(unknown).rejects.toMatchObject({ code: "RECORDS_MALFORMED" });
    const writes = proposed(letterWith({ rows: [deposit] }), {
      "deposits.rows": "delete from deposit returning *",
    });
    await expect(writes).rejects.toThrow(/read-only/);
  });
});
