import { fileCommodity } from "../../transactions/customs/commodities/file.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";

export const customsFileCommodity = defineCommand({
  usage: "customs file-commodity <merchant> <itemNo>",
  summary: "A merchant files the record of an article, or a change of it.",
  options: [
    { flags: "--gcode <digits>", summary: "the 10 digits of its tariff heading", required: true },
    { flags: "--name <text>", summary: "what it is", required: true },
    { flags: "--origin <code>", summary: "customs code of a country, like 601", required: true },
    { flags: "--unit <code>", summary: "customs code of the unit it is sold in", required: true },
    { flags: "--unit1 <code>", summary: "first unit of the tariff", required: true },
    { flags: "--unit2 <code>", summary: "second unit of the tariff, if it has one" },
    { flags: "--barcode <digits>", summary: "GTIN of 8, 12, 13 or 14 digits" },
    expiresOption,
  ],
  async run(session, given) {
    const [merchant, itemNo] = [argument(given, 0), argument(given, 1)];
    const names = ["gcode", "name", "origin", "unit", "unit1", "unit2", "barcode"];
    const terms = Object.fromEntries(names.map((one) => [one, textOption(given, one) ?? null]));
    const body = { merchant, itemNo, ...terms };
    return carryOut(session, given, fileCommodity, body, `File article ${itemNo}`);
  },
});
