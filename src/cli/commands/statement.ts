import { formatAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { startOfDay } from "../../rpc/moment-input.ts";
import { assetOption } from "../asset-option.ts";
import { argument, defineCommand, type Given, textOption } from "../command.ts";
import { CliError, usageError } from "../errors.ts";
import { assetOf, listOf, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";
import { statementCsv } from "../statement/csv.ts";
import { statementTable } from "../statement/table.ts";

const DAY_MS = 86_400_000;
/** The most that a node gives in one answer. */
const PAGE = 100;

type Params = { readonly [name: string]: Json };

/** For people a last day is in the statement; the method's `to` is the moment behind it. */
export const statement = defineCommand({
  usage: "statement <account>",
  summary:
    "What an account had of an asset, day by day: balances, and every change with its cause.",
  options: [
    assetOption,
    { flags: "--day <day>", summary: "one day of UTC, like 2026-11-26" },
    { flags: "--from <day>", summary: "the first day; genesis if left out" },
    { flags: "--to <day>", summary: "the last day, itself included; up to now if left out" },
    { flags: "--limit <count>", summary: "entries on a page, 1 to 100", fallback: String(PAGE) },
    { flags: "--after <place>", summary: "the entry after which a further page begins" },
    { flags: "--all", summary: "every page, as one statement" },
    { flags: "--csv", summary: "all pages as comma-separated values, for a spreadsheet" },
  ],
  async run(session, given) {
    const range = { ...rangeOf(given), limit: limitOf(given) };
    const asset = formatAsset(await assetOf(session, textOption(given, "asset") ?? ""));
    const params = { account: argument(given, 0), asset, ...range };
    const after = textOption(given, "after");
    const isCsv = given.options["csv"] === true;
    if (isCsv || given.options["all"] === true) {
      if (after !== undefined) throw allAndAfter();
      const json = await allPages(session, { ...params, limit: PAGE });
      return { json, text: isCsv ? statementCsv(json) : statementTable(json, true) };
    }
    const json = await pageOf(session, after === undefined ? params : { ...params, after });
    const table = statementTable(json, after === undefined);
    const { next } = json;
    const text = typeof next === "string" ? `${table}\n\n${hint(given, next)}` : table;
    return { json, text };
  },
});

async function pageOf(session: Session, params: Params): Promise<Params> {
  return objectOf(await session.call("account_statement", params), "statement");
}

/** Up to where the first page says, so that what comes meanwhile does not change the closing balance. */
async function allPages(session: Session, params: Params): Promise<Params> {
  const first = await pageOf(session, params);
  const entries = [...listOf(first["entries"], "entries")];
  for (let place = first["next"]; typeof place === "string";) {
    const page = await pageOf(session, { ...params, to: first["to"]!, after: place });
    entries.push(...listOf(page["entries"], "entries"));
    const next = page["next"];
    // Places ascend, so that a node cannot keep us asking for ever for the same.
    if (typeof next === "string" && next <= place) {
      const message = `The node gives pages again that it gave before: after ${place} it names ${next}.`;
      const hint = "Nothing is shown, as it could be wrong. Ask another node with --rpc.";
      throw new CliError("UNEXPECTED_ANSWER", message, hint);
    }
    place = next;
  }
  return { ...first, entries, next: null };
}

function allAndAfter(): CliError {
  const hint = "Leave out --after, or give it without --all and --csv.";
  return usageError("PAGE_AND_ALL", "--after begins one page, and every page was asked for.", hint);
}

/** The period in milliseconds, its end excluded. Throws a usage error: DAY_FORMAT or PERIOD. */
function rangeOf(given: Given): Params {
  const [day, from, to] = ["day", "from", "to"].map((name) => textOption(given, name));
  if (day !== undefined && (from ?? to) !== undefined) {
    const hint = "Give --day for one day, or --from and --to for several.";
    throw usageError("PERIOD", "One day and a range exclude each other.", hint);
  }
  const first = millisecondsOf(day ?? from);
  const last = millisecondsOf(day ?? to);
  if (first !== undefined && last !== undefined && last < first) {
    throw usageError("PERIOD", "The last day is before the first.", "Exchange --from and --to.");
  }
  return {
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last + DAY_MS }),
  };
}

function millisecondsOf(day: string | undefined): number | undefined {
  if (day === undefined) return undefined;
  const start = startOfDay(day);
  if (start !== undefined && start >= 0) return start;
  throw usageError(
    "DAY_FORMAT",
    `"${day}" is no day.`,
    "Write it like 2026-11-26; a day is UTC's.",
  );
}

function limitOf(given: Given): number {
  const typed = textOption(given, "limit") ?? "";
  const limit = /^[0-9]{1,3}$/.test(typed) ? Number(typed) : 0;
  if (limit >= 1 && limit <= PAGE) return limit;
  throw usageError("LIMIT_FORMAT", `"${typed}" is no page length.`, "Give a number from 1 to 100.");
}

function hint(given: Given, next: string): string {
  const options = ["asset", "day", "from", "to", "limit"].flatMap((name) => {
    const value = textOption(given, name);
    return value === undefined ? [] : [`--${name} ${value}`];
  });
  const again = ["portolan statement", argument(given, 0), ...options, `--after ${next}`].join(" ");
  return `There are more entries: ${again}\nAll of them at once: --all, or --csv for a spreadsheet`;
}
