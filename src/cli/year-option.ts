import { type CommandOption, type Given, textOption } from "./command.ts";
import { usageError } from "./errors.ts";

export const countryOption: CommandOption = {
  flags: "--country <code>",
  summary: "ISO 3166-1 alpha-2, like CN",
  required: true,
};

export const yearOption: CommandOption = {
  flags: "--year <year>",
  summary: "like 2026",
  required: true,
};

export function yearGiven(given: Given): number {
  const text = textOption(given, "year") ?? "";
  if (/^[0-9]{4}$/.test(text)) return Number(text);
  throw usageError("YEAR_FORMAT", `"${text}" is no year.`, "Write four digits, like 2026.");
}
