import { parse } from "smol-toml";
import { z } from "zod";

import type { BankRecords } from "../../letters/match/bank-records.ts";
import { type CommandOption, type Given, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { readText } from "../files.ts";

export const recordsOptions: readonly CommandOption[] = [
  { flags: "--records <file>", summary: "the bank's records as one JSON file" },
  { flags: "--sql <file>", summary: "or where they are asked for: url and queries, in TOML" },
];

const sqlSource = z.strictObject({ url: z.string(), queries: z.record(z.string(), z.string()) });

/** The connector that was chosen. Throws usage errors: RECORDS_MISSING, SQL_FORMAT. */
export async function recordsGiven(given: Given): Promise<BankRecords> {
  const [file, sql] = [textOption(given, "records"), textOption(given, "sql")];
  if (sql !== undefined) {
    const { sqlRecords } = await import("../../letters/match/sql-records.ts");
    return sqlRecords(sqlSourceFrom(sql));
  }
  if (file === undefined) {
    const hint = "Give --records FILE, or --sql FILE.";
    throw usageError("RECORDS_MISSING", "Nothing says where the bank's records are.", hint);
  }
  const { fileRecords } = await import("../../letters/match/file-records.ts");
  return fileRecords(file);
}

function sqlSourceFrom(path: string): z.infer<typeof sqlSource> {
  const hint = 'It has url = "postgres://…" and [queries] with "item.table" = "select …".';
  try {
    return sqlSource.parse(parse(readText(path)));
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    const why =
      issue === undefined ? (error as Error).message : `${issue.path.join(".")} ${issue.message}`;
    throw usageError("SQL_FORMAT", `${path}: ${why}.`, hint);
  }
}
