import type { Json } from "../primitives/fields/field.ts";
import type { ExitStatus } from "./errors.ts";
import type { Session } from "./session.ts";

/** A command's own option, in commander's notation. */
export interface CommandOption {
  readonly flags: string;
  readonly summary: string;
  readonly required?: boolean;
  readonly fallback?: string;
}

/** What a command was given: its arguments by place, its own options by name. */
export interface Given {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** A command's answer: the document for --json, and the words for people. */
export interface Answer {
  readonly json: Json;
  readonly text: string;
  /** Exit status of an answer that is not all good news, as of a bulk file in which some payments failed. */
  readonly exit?: ExitStatus;
}

/** One command of the command line: one file in `commands/` and one line in the table. */
export interface CommandDefinition {
  /** Words and arguments, e.g. `tx get <id>`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: readonly CommandOption[];
  /** Undefined if the command has written everything itself, as devnet does. */
  run(session: Session, given: Given): Promise<Answer | undefined>;
}

export function defineCommand(definition: CommandDefinition): CommandDefinition {
  return definition;
}

/** An option that was given as text. */
export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** An option that was given as a list with commas. */
export function listOption(given: Given, name: string): string[] {
  return (textOption(given, name) ?? "").split(",").map((part) => part.trim());
}

/** An argument that commander has made sure of. */
export function argument({ args }: Given, place: number): string {
  return args[place] ?? "";
}
