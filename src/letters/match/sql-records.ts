import postgres from "postgres";

import type { Json } from "../../primitives/fields/field.ts";
import { itemForms } from "../form/items.ts";
import { LetterError } from "../letter-error.ts";
import type { BankRecords } from "./bank-records.ts";

/** Where a bank's records are, and how each table of the form is asked for. */
export interface SqlSource {
  /** postgres://user:password@host:port/database. */
  readonly url: string;
  /**
   * "item.table" → a query whose columns are named as the form's. It may use $entity, $asOf and what stands beside the tables
   * ($from, $to). A table without a query is one that the bank cannot say anything about.
   */
  readonly queries: Readonly<Record<string, string>>;
}

const CONNECT_SECONDS = 10;
/** A query that takes longer holds a person up; it belongs into the bank's own jobs. */
const STATEMENT_MS = 60_000;

/** Records from any database that speaks PostgreSQL's protocol, read only. Throws RECORDS_MALFORMED, and what the database says. */
export function sqlRecords({ url, queries }: SqlSource): BankRecords {
  const sql = postgres(url, {
    ...{ max: 1, connect_timeout: CONNECT_SECONDS, onnotice: () => undefined },
    connection: { statement_timeout: STATEMENT_MS },
    types: { date: AS_TEXT, numeric: AS_TEXT },
  });
  return {
    async read({ item, entity, asOf, heads }) {
      const tables = Object.keys(itemForms[item].tables);
      if (!tables.every((table) => queries[`${item}.${table}`] !== undefined)) return undefined;
      const found: Record<string, Json> = {};
      for (const table of tables) {
        const query = queries[`${item}.${table}`]!;
        const { text, values } = placed(query, { entity, asOf, ...heads });
        const rows = await sql.begin("read only", (only) => only.unsafe(text, values));
        found[table] = rows.map((row) => rowFrom(row as Readonly<Record<string, unknown>>));
      }
      return found;
    },
    close: () => sql.end({ timeout: CONNECT_SECONDS }),
  };
}

/** Dates and numbers as PostgreSQL writes them: a driver would make them a moment of some time zone, and a rounded float. */
const AS_TEXT = {
  to: 25,
  from: [1082, 1700],
  serialize: (value: string) => value,
  parse: (value: string) => value,
};

/** Named places as numbered ones: what a letter says is a parameter and never a part of the query. */
function placed(
  query: string,
  named: Readonly<Record<string, Json>>,
): { text: string; values: string[] } {
  const values: string[] = [];
  const text = query.replace(/\$([A-Za-z]+)/g, (_, name: string) => {
    const value = named[name];
    if (typeof value !== "string") {
      const hint = "A query may use $entity, $asOf and, of closed accounts, $from and $to.";
      throw new LetterError("RECORDS_MALFORMED", `A query uses $${name}.`, hint);
    }
    return `$${values.push(value)}`;
  });
  return { text, values };
}

function rowFrom(row: Readonly<Record<string, unknown>>): Json {
  const entries = Object.entries(row).map(([name, value]) => {
    if (value === null || typeof value === "boolean") return [name, value];
    return [name, typeof value === "string" ? value : JSON.stringify(value)];
  });
  return Object.fromEntries(entries) as Json;
}
