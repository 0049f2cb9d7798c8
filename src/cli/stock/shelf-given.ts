import { argument, type CommandOption, type Given, textOption } from "../command.ts";

/** A shelf as it is typed: the first three arguments of every command about one. */
export function shelfGiven(given: Given): {
  readonly warehouse: string;
  readonly merchant: string;
  readonly itemNo: string;
} {
  const [warehouse, merchant, itemNo] = [0, 1, 2].map((at) => argument(given, at));
  return { warehouse: warehouse!, merchant: merchant!, itemNo: itemNo! };
}

export const referenceOption: CommandOption = {
  flags: "--reference <number>",
  summary: "of the paper that it is by, up to 60 characters",
  required: true,
};

export function referenceGiven(given: Given): string {
  return textOption(given, "reference") ?? "";
}
