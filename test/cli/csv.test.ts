import { expect, test } from "vitest";

import { parseCsv } from "../../src/cli/bulk/csv.ts";

const COLUMNS = { required: ["to", "amount"], optional: ["reference"] };

function read(text: string): Record<string, string>[] {
  return parseCsv(text, COLUMNS).map(({ line, cells }) => ({
    line: String(line),
    ...Object.fromEntries(cells),
  }));
}

test.each<[string, string, Record<string, string>[]]>([
  ["plain", "to,amount\nbob,1\n", [{ line: "2", to: "bob", amount: "1" }]],
  ["no last line end", "to,amount\nbob,1", [{ line: "2", to: "bob", amount: "1" }]],
  [
    "CRLF and a byte order mark",
    "\uFEFFto,amount\r\nbob,1\r\n",
    [{ line: "2", to: "bob", amount: "1" }],
  ],
  ["another order, capitals", "Amount,To\n1,bob", [{ line: "2", to: "bob", amount: "1" }]],
  ["empty lines", "to,amount\n\nbob,1\n\n", [{ line: "3", to: "bob", amount: "1" }]],
  [
    "quotes hold commas, quotes and line ends",
    'to,amount,reference\nbob,1,"a, ""b""\nc"\nliu,2,x',
    [
      { line: "2", to: "bob", amount: "1", reference: 'a, "b"\nc' },
      { line: "4", to: "liu", amount: "2", reference: "x" },
    ],
  ],
])("reads %s", (_name, text, rows) => {
  expect(read(text)).toEqual(rows);
});

test.each([
  ["an empty file", ""],
  ["no heading", "bob,1"],
  ["an unknown column", "to,amount,refrence\nbob,1,x"],
  ["a column twice", "to,amount,to\nbob,1,x"],
  ["too few cells", "to,amount\nbob"],
  ["too many cells", "to,amount\nbob,1,2"],
  ["an open quote", 'to,amount\nbob,"1'],
])("CSV_FORMAT for %s", (_name, text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: "CSV_FORMAT", exit: 2 }));
});
