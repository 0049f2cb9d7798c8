import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { FaultCode } from "../../../src/gateways/ceb/fault.ts";
import { cebLimits } from "../../../src/gateways/ceb/limits.ts";
import { readCeb } from "../../../src/gateways/ceb/read-ceb.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";
import { changed, sample, SAMPLES } from "./samples.ts";

// Goal: no file makes the reader throw, grow or work for long, whatever it is made to do.
// Method: what is known to break readers of XML, at the largest size that a file may have; and samples with bytes changed.

/** Many times what the slowest of them takes on an idle machine. */
const SOON_MS = 10_000;

const NS = 'xmlns="http://www.chinaport.gov.cn/ceb"';
const GUID = 'guid="311AFA01-EDED-46B1-946C-B8022E42FC94"';
const root = (inner: string) =>
  `<CEB311Message ${GUID} version="1.0" ${NS}>${inner}</CEB311Message>`;
/** As often as it fits into a file. */
const fill = (piece: string) =>
  piece.repeat(Math.floor((cebLimits.fileBytes - 1_000) / piece.length));
const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${"bcdefghij"
  .split("")
  .map((name, i) => `<!ENTITY ${name} "${`&${"abcdefghij"[i]!};`.repeat(10)}">`)
  .join("")}]>`;
const outside = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

const files: readonly (readonly [string, () => string | Uint8Array, FaultCode])[] = [
  ["a billion laughs", () => `${laughs}${root("&j;")}`, "DOCTYPE"],
  ["an entity from outside", () => `${outside}${root("&x;")}`, "DOCTYPE"],
  [
    "a document type as large as a file",
    () => `<!DOCTYPE a [${fill('<!ENTITY x "y">')}]><a/>`,
    "DOCTYPE",
  ],
  ["an entity without a document type", () => root("&j;"), "NOT_WELL_FORMED"],
  ["a character that XML has not", () => root("&#0;"), "NOT_WELL_FORMED"],
  ["deep nesting", () => fill("<a>"), "TOO_DEEP"],
  [
    "deep nesting in a signature",
    () => root(`<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${"<a>".repeat(9_999)}`),
    "TOO_DEEP",
  ],
  ["50 MB of one tag", () => new Uint8Array(50 * 1024 * 1024).fill(0x61), "TOO_LARGE"],
  ["siblings", () => root(fill("<a/>")), "TOO_MANY_ELEMENTS"],
  ["documents", () => root(fill("<Order></Order>")), "TOO_MANY_ELEMENTS"],
  [
    "attributes",
    () => `<a ${Array.from({ length: 99_999 }, (_, i) => `a${i}=""`).join(" ")}/>`,
    "TOO_MANY_ELEMENTS",
  ],
  [
    "namespaces",
    () => `<a ${Array.from({ length: 99_999 }, (_, i) => `xmlns:a${i}="a"`).join(" ")}/>`,
    "TOO_MANY_ELEMENTS",
  ],
  ["one long name", () => `<${fill("a")}/>`, "UNKNOWN_MESSAGE"],
  ["one long value of an attribute", () => `<a b="${fill("a")}"/>`, "UNKNOWN_MESSAGE"],
  ["one long text", () => root(fill("a")), "STRAY_TEXT"],
  ["spaces around a letter", () => root(`${fill(" ")}a`), "STRAY_TEXT"],
  ["comments", () => root(fill("<!---->")), "MISSING"],
  ["character references", () => root(fill("&amp;")), "STRAY_TEXT"],
  ["CDATA", () => root(fill("<![CDATA[]]>")), "MISSING"],
  ["CDATA that does not end", () => root("<![CDATA["), "NOT_WELL_FORMED"],
  [
    "an attribute twice by two prefixes",
    () => `<a xmlns:b="u" xmlns:c="u" b:x="" c:x=""/>`,
    "NOT_WELL_FORMED",
  ],
  ["a prefix without namespace", () => "<ceb:CEB311Message/>", "NOT_WELL_FORMED"],
  ["two roots", () => `${root("")}${root("")}`, "NOT_WELL_FORMED"],
  ["text behind the root", () => `${root("")}x`, "NOT_WELL_FORMED"],
  ["UTF-16 with a mark", () => utf16(root(""), true), "NOT_UTF8"],
  ["UTF-16 without a mark", () => utf16(root(""), false), "NOT_WELL_FORMED"],
  [
    "half of a surrogate pair",
    () => new Uint8Array([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80]),
    "NOT_UTF8",
  ],
  ["an overlong encoding", () => new Uint8Array([0xc0, 0xbc]), "NOT_UTF8"],
];

function utf16(text: string, mark: boolean): Uint8Array {
  const codes = [...(mark ? "\ufeff" : ""), ...text].map((one) => one.charCodeAt(0));
  return new Uint8Array(codes.flatMap((code) => [code & 0xff, code >> 8]));
}

describe("a file made to hurt is refused soon", () => {
  test.each(files)("%s", (_, make, code) => {
    const made = make();
    const bytes = typeof made === "string" ? utf8(made) : made;
    const begin = performance.now();
    const outcome = readCeb(bytes);
    expect(performance.now() - begin).toBeLessThan(SOON_MS);
    expect(outcome.ok ? [] : outcome.faults.map((fault) => fault.code)).toContain(code);
  });

  test("a long value with spaces inside is measured in one pass", () => {
    const long = `a${" ".repeat(1_000_000)}b`;
    const begin = performance.now();
    const bytes = changed("311-order", /<ceb:orderNo>[^<]*/, `<ceb:orderNo>${long}`);
    const outcome = readCeb(bytes);
    expect(performance.now() - begin).toBeLessThan(SOON_MS);
    expect(outcome.ok ? [] : outcome.faults).toMatchObject([{ code: "LENGTH" }]);
  });

  test("a name of JavaScript's own changes nothing but the verdict", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const outcome = readCeb(changed("311-order", "<ceb:note/>", `<ceb:${name}>1</ceb:${name}>`));
      expect(outcome.ok ? [] : outcome.faults).toMatchObject([{ code: "UNKNOWN_ELEMENT" }]);
    }
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
  });
});

test("a sample with bytes changed, lost or put in is read or refused, and never throws", () => {
  const pieces = [
    "<",
    ">",
    "&",
    "</",
    "<!--",
    "]]>",
    "<![CDATA[",
    '"',
    "\0",
    "ceb:",
    "\ufeff",
    "１",
  ];
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.nat(9),
    put: fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(...pieces.map(utf8))),
  });
  const property = fc.property(
    fc.constantFrom(...SAMPLES),
    fc.array(change, { minLength: 1, maxLength: 3 }),
    (name, changes) => {
      let bytes = sample(name);
      for (const { at, drop, put } of changes) {
        const from = Math.floor(at * bytes.length);
        bytes = Uint8Array.from([...bytes.slice(0, from), ...put, ...bytes.slice(from + drop)]);
      }
      const outcome = readCeb(bytes);
      expect(outcome.ok || outcome.faults.length > 0).toBe(true);
    },
  );
  fc.assert(property, { numRuns: 500 });
});
