import fc from "fast-check";

import { codeTables } from "../../../src/gateways/ceb/codes/code-name.ts";
import type { CodeTable } from "../../../src/gateways/ceb/codes/table.ts";
import type { Declaration } from "../../../src/gateways/ceb/declare/declaration.ts";
import type { Element, Elements } from "../../../src/gateways/ceb/declare/elements.ts";
import type { Kind } from "../../../src/gateways/ceb/declare/kinds.ts";
import { baseTransfer } from "../../../src/gateways/ceb/declare/shared.ts";
import type { RawMessage } from "../../../src/gateways/ceb/read/read-message.ts";
import { trimXml } from "../../../src/gateways/ceb/xml/trim.ts";

const guid = fc.stringMatching(/^[0-9A-Z_-]{36}$/u);
const instant = fc
  .date({ min: new Date("1970-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/[^0-9]/gu, ""));

/** Any value that the kind's form allows. */
function valueOf({ form, words, read }: Kind<unknown>): fc.Arbitrary<unknown> {
  const table = Object.values(codeTables as Readonly<Record<string, CodeTable>>).find(
    ({ of, complete, entries }) =>
      words === (complete ? [...entries.keys()].join(", ") : `a ${of}`),
  );
  if (table !== undefined) return fc.constantFrom(...table.entries.keys());
  if (form === "C36" && words !== undefined) return guid;
  if (words?.startsWith("yyyy") === true) return instant.map((text) => text.slice(0, words.length));
  if (form === "N19,5") return fc.stringMatching(/^(0|[1-9][0-9]{0,13})(\.[0-9]{1,5})?$/u);
  if (form.startsWith("N")) return fc.integer({ min: 1, max: 10 ** Number(form.slice(1)) - 1 });
  const max = Number(/[0-9]+$/u.exec(form)![0]);
  const min = form.includes("..") ? 1 : max;
  if (words === "ten digits") return fc.stringMatching(/^[0-9]{10}$/u);
  if (words !== undefined) return fc.stringMatching(new RegExp(`^[0-9A-Z]{${min},${max}}$`, "u"));
  return fc
    .string({ unit: "binary", minLength: min, maxLength: Math.min(max, 30) })
    .map(trimXml)
    .filter((text) => text !== "" && !("misfit" in read(text)));
}

/** A record with all that is mandatory, and some of what is not. */
function recordOf(elements: Elements): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const values = Object.entries(elements).map(([name, one]) => {
    const value = valueOf((one as Element).kind);
    const must = one.mandatory || one.neededIf !== undefined;
    return [name, must ? value : fc.option(value, { nil: undefined })] as const;
  });
  return fc.record(Object.fromEntries(values)).map((record) => {
    const given = Object.entries(record).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given);
  });
}

/** Any message of a type. */
export function messageOf(declaration: Declaration): fc.Arbitrary<RawMessage> {
  const { type, head, lines, transfer } = declaration;
  const document = fc.record({
    head: recordOf(head.of),
    ...(lines === undefined
      ? {}
      : { lines: fc.array(recordOf(lines.of), { minLength: 1, maxLength: 3 }) }),
  });
  return fc.record({
    type: fc.constant(type),
    guid,
    documents: fc.array(document, { minLength: 1, maxLength: 3 }),
    ...(transfer ? { baseTransfer: recordOf(baseTransfer) } : {}),
  });
}
