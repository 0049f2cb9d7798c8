import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { itemForms } from "../../src/letters/form/items.ts";
import { commitmentOf } from "../../src/letters/package/commitment.ts";
import { type Manifest, partOf } from "../../src/letters/package/manifest.ts";
import { renderLetter } from "../../src/letters/render/letter.ts";
import { type Language, LANGUAGES, steps, titles, words } from "../../src/letters/render/words.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { deposit, form, requestManifest } from "../letters/content/forms.ts";
import { TestBrowser } from "./browser.ts";
import { documents, rowMarks, seals } from "./documents.ts";
import { pagesOf, type PdfPage } from "./pdf.ts";

// Goal: what a browser makes of a letter's page is a PDF that a court can read: all of it, on A4, in both languages; and the page
// brings nothing into the browser that opens it.
// Method: Chromium without a network, and another's PDF reader. The Chinese font is a package of the tests, so this shows that the page
// prints right where there is one, and not that a reader's machine has one. Looks are a person's to judge.

const ROWS = 6;
/** A4 in points, and the margins of 12 mm at its sides. */
const [WIDTH, HEIGHT, MARGIN] = [595.3, 841.9, (12 / 25.4) * 72];

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.launch();
}, 60_000);
afterAll(() => browser.close());

interface Printed {
  readonly pages: readonly PdfPage[];
  readonly text: string;
  /** How wide the page is, and how wide what is in it. */
  readonly widths: readonly number[];
}

async function print(manifest: Manifest, language: Language): Promise<Printed> {
  const page = await browser.openToPrint(renderLetter(manifest, language, seals()));
  const widths = "['clientWidth', 'scrollWidth'].map((one) => document.documentElement[one])";
  const measured = await page.evaluate<number[]>(widths);
  const pages = await pagesOf(await page.pdf({ preferCSSPageSize: true }));
  await page.context().close();
  return { pages, text: pages.map(({ text }) => text).join(""), widths: measured };
}

const spaceless = (text: string): string => text.replaceAll(/\s/g, "");

describe.each(LANGUAGES)("in %s a PDF", (language) => {
  const all = documents(ROWS).map((manifest) => [manifest.head.kind, manifest] as const);
  const printed = new Map<Manifest, Printed>();
  beforeAll(async () => {
    for (const [, one] of all) printed.set(one, await print(one, language));
  });

  test.each(all)(
    "of a %s says who writes to whom about whom, under which number, and who signed what",
    (kind, manifest) => {
      const { text } = printed.get(manifest)!;
      const { head, closing } = manifest;
      const said = [
        ...[titles[kind][language], head.number, head.firmName, head.bankName, head.entityName],
        ...[head.firm, head.bank, head.entity, "2025-12-31", head.contact, closing.message],
        ...[toHex(commitmentOf(manifest)), toHex(head.letter), toHex(head.chainId)],
        ...[words.seals[language], words.this[language], words.ledger[language]],
        ...seals().flatMap(({ step, by, signers }) => [steps[step][language], by, ...signers]),
      ];
      for (const one of said) if (one !== undefined) expect(text).toContain(spaceless(one));
    },
  );

  test.each(all)("of a %s has every word of every table", (kind, manifest) => {
    const { text } = printed.get(manifest)!;
    let rows = 0;
    for (const { item } of manifest.items) {
      const { heads, tables } = itemForms[item];
      const part = partOf(manifest, item)!;
      const content = kind === "reply" ? (part["bank"] as typeof part | undefined) : part;
      if (content === undefined) continue;
      const columns = [heads, ...Object.values(tables).map((one) => one.columns)];
      for (const one of columns.flatMap((named) => Object.values(named)))
        expect(text).toContain(spaceless(one[language]));
      for (const name of Object.keys(tables)) {
        for (let row = 0; row < ROWS; row++, rows++) {
          for (const mark of rowMarks(`${item}-${name}`, row)) expect(text).toContain(mark);
        }
      }
    }
    expect(rows).toBe({ request: 16, reply: 5, question: 0 }[kind] * ROWS);
  });

  test.each(all)("of a %s is on A4, and nothing is cut off at its sides", (_, manifest) => {
    const { pages, widths } = printed.get(manifest)!;
    expect(widths[1]).toBe(widths[0]);
    for (const { size, pieces } of pages) {
      expect(size[0]).toBeCloseTo(WIDTH, 0);
      expect(size[1]).toBeCloseTo(HEIGHT, 0);
      for (const { text, left, right } of pieces) {
        expect(left, text).toBeGreaterThan(MARGIN - 1);
        expect(right, text).toBeLessThan(WIDTH - MARGIN + 1);
      }
    }
  });

  test.each(all)("of a %s says on each sheet which one it is, and of what", (_, manifest) => {
    const { pages } = printed.get(manifest)!;
    for (const [at, { text }] of pages.entries()) {
      expect(text).toContain(toHex(commitmentOf(manifest)));
      expect(text).toContain(`${at + 1}/${pages.length}`);
    }
  });

  test("of a long letter has each row whole on one page, and the headings on every page of a table", () => {
    const [, request] = all[0]!;
    const { pages } = printed.get(request)!;
    const onPages = (mark: string): number[] =>
      pages.flatMap(({ text }, at) => (text.includes(mark) ? [at] : []));
    let goneOn = 0;
    for (const { item } of request.items) {
      for (const [name, { columns }] of Object.entries(itemForms[item].tables)) {
        const places = new Set<number>();
        for (let row = 0; row < ROWS; row++) {
          const [first, last] = rowMarks(`${item}-${name}`, row).map(onPages);
          expect([first!.length, last], `${item}, row ${row}`).toEqual([1, first]);
          places.add(first![0]!);
        }
        const headings = Object.values(columns).map((one) => spaceless(one[language]));
        for (const at of places)
          for (const one of headings) expect(pages[at]!.text, item).toContain(one);
        if (places.size > 1) goneOn++;
      }
    }
    expect(goneOn).toBeGreaterThan(3);
  });

  test("of a letter as firms write them breaks no number, no day and no currency", async () => {
    const period = { from: "2025-03-01", to: "2027-02-28", rate: "2.75" };
    const long = {
      balance: "-98765432109876.54",
      remark: "Pledged, contract of March. ".repeat(5),
    };
    const rows = [{ ...deposit, ...period, ...long, accountNumber: "6222021001112223334" }];
    const items = { ...(form()["items"] as object), deposits: { rows } };
    const { pages } = await print(requestManifest({ items }), language);
    const pieces = pages.flatMap((page) => page.pieces.map(({ text }) => text));
    const whole = ["-98765432109876.54", "2025-03-01", "2027-02-28", "2.75", "CNY", "USD"];
    for (const one of [...whole, "6222021001112223334"]) expect(pieces).toContain(one);
  });
});

describe("a page that is opened", () => {
  const hostile = `<script>document.title = "ran"</script><img src="http://192.0.2.1/a.png">`;
  const page = renderLetter(requestManifest({ entityName: hostile, contact: hostile }), "en");

  /** What a browser asks for beyond the page itself, and the title that it shows. */
  async function opened(html: string): Promise<readonly [others: string[], title: string]> {
    const { page: shown, asked } = await browser.open(html);
    const [others, title] = [asked.slice(1), await shown.title()];
    expect(asked[0]).toMatch(/^file:/);
    await shown.context().close();
    return [others, title];
  }

  test("asks for nothing and runs nothing, whatever somebody wrote into the form", async () => {
    expect(await opened(page)).toEqual([[], "Bank confirmation letter 2026-0001"]);
  });

  test("would not even if a part of the form got into it as HTML: its policy forbids it", async () => {
    const broken = page.replace("<h1>", `${hostile}<h1>`);
    expect(await opened(broken)).toEqual([[], "Bank confirmation letter 2026-0001"]);
    const [policy] = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/.exec(page)!;
    const unguarded = await opened(broken.replace(policy, ""));
    expect(unguarded).toEqual([["http://192.0.2.1/a.png"], "ran"]); // both would be noticed
  });
});
