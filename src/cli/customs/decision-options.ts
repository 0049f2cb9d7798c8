import type { Json } from "../../primitives/fields/field.ts";
import { type CommandOption, type Given, textOption } from "../command.ts";
import { CliError, usageError } from "../errors.ts";
import { type JsonObject, numberOf, objectOf } from "../ledger.ts";

/** What an office decides on a record: one of these. */
export const decisionOptions: readonly CommandOption[] = [
  { flags: "--approve", summary: "what was filed comes into force" },
  { flags: "--refuse <reason>", summary: "what was filed does not, like INCOMPLETE or WRONG_CODE" },
  { flags: "--suspend <reason>", summary: "what is in force is not, like UNDER_INVESTIGATION" },
  { flags: "--reinstate", summary: "what was suspended is in force again" },
];

const WHAT = ["approve", "refuse", "suspend", "reinstate"] as const;

export interface Decided {
  readonly decision: { readonly [name: string]: Json };
  /** What is done, to which version. */
  readonly words: string;
}

/** The decision that was given, on the version of the record that is there now. Throws a usage error: ONE_DECISION. */
export function decisionGiven(given: Given, record: JsonObject): Decided {
  const chosen = WHAT.filter((one) => given.options[one] !== undefined);
  const [decision] = chosen;
  if (decision === undefined || chosen.length > 1) {
    const hint = "Give one of --approve, --refuse, --suspend and --reinstate.";
    throw usageError("ONE_DECISION", "A record is decided on in one way at a time.", hint);
  }
  const { filed, version } = record;
  const isOfFiled = decision === "approve" || decision === "refuse";
  if (isOfFiled && (filed ?? null) === null) {
    const hint = "`portolan customs enterprise` and `commodities` show what waits.";
    throw new CliError("NOTHING_TO_DECIDE", "Nothing of this record waits for approval.", hint);
  }
  const of = numberOf(isOfFiled ? objectOf(filed, "filed")["version"] : version, "version");
  const reason = textOption(given, decision) ?? null;
  const words = `${decision[0]!.toUpperCase()}${decision.slice(1)} version ${of}`;
  return { decision: { decision, version: of, reason }, words };
}

/** Yes or no to what a declarant asked for. Throws a usage error: YES_OR_NO. */
export const answerOptions: readonly CommandOption[] = [
  { flags: "--approve", summary: "yes" },
  { flags: "--refuse", summary: "no" },
];

export function answerGiven({ options }: Given): boolean {
  const [yes, no] = [options["approve"] === true, options["refuse"] === true];
  if (yes !== no) return yes;
  throw usageError("YES_OR_NO", "Say --approve or --refuse.", "Give one of the two.");
}
