import type { Json } from "../../primitives/fields/field.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { KINDS, kindOf } from "../customs/kinds.ts";
import { guidGiven, guidOption } from "../customs/new-guid.ts";
import { expiresOption } from "../decide.ts";
import { readJson } from "../files.ts";
import { objectOf, textOf } from "../ledger.ts";

export const customsDeclare = defineCommand({
  usage: "customs declare <kind> <file>",
  summary: "Its originator declares an order, payment, waybill or list, or changes it.",
  options: [
    { flags: "--change", summary: "of a document that is there" },
    { flags: "--draft", summary: "keep it, and declare it later by a change" },
    guidOption,
    expiresOption,
  ],
  async run(session, given) {
    const kind = kindOf(argument(given, 0));
    const { type, key } = KINDS[kind];
    const document = objectOf(readJson(argument(given, 1)), "document");
    const content: Record<string, Json> = { ...document };
    const keys = Object.fromEntries(
      key.map((name) => {
        const value = content[name] ?? null;
        Reflect.deleteProperty(content, name);
        return [name, value] as const;
      }),
    );
    const head = {
      guid: guidGiven(given),
      appType: given.options["change"] === true ? "change" : "new",
      appStatus: given.options["draft"] === true ? "draft" : "declare",
    };
    const number = textOf(keys[key[1]], key[1]);
    const body = { ...head, ...keys, content };
    return carryOut(
      session,
      given,
      type as typeof KINDS.order.type,
      body,
      `Declare ${kind} ${number}`,
    );
  },
});
