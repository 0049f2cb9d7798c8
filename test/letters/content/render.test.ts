import { describe, expect, test } from "vitest";

import { itemForms } from "../../../src/letters/form/items.ts";
import { html } from "../../../src/primitives/html.ts";
import { renderLetter } from "../../../src/letters/render/letter.ts";
import { LANGUAGES } from "../../../src/letters/render/words.ts";
import { itemsOf } from "../../../src/transactions/letters/items.ts";
import { deposit, requestManifest } from "./forms.ts";

// Goal: a person reads all of a letter, as it was written, in both languages, and what somebody wrote into a form is text and
// never a part of the page.
// Method: pages of forms with everything asked, struck out, or hostile.

const hostile = `</td><script>alert("x")</script><img src='x' onerror='y'>&amp;`;

describe("a page", () => {
  test.each(LANGUAGES)(
    "in %s has every item of the form, asked or struck out, and what each says",
    (language) => {
      const page = renderLetter(requestManifest(), language);
      for (const item of itemsOf("format-1"))
        expect(page).toContain(itemForms[item][language].replace("'", "&#39;"));
      expect(page.match(/class="struck"/g)).toHaveLength(13);
      for (const cell of [deposit.balance, deposit.accountNumber, deposit.accountName]) {
        expect(page).toContain(`>${cell}</td>`);
      }
      expect(page).toContain(itemForms.deposits.negative![language]);
      expect(page).not.toMatch(/undefined|\[object|null/);
    },
  );

  test("loads nothing and runs nothing, whatever a form says", () => {
    const page = renderLetter(requestManifest({ entityName: hostile, contact: hostile }), "en");
    expect(page).not.toMatch(/<script|<img|<link|https?:|onerror='y'>/);
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  });

  test("of format 2 leaves the statement to the bank", () => {
    const struck = Object.fromEntries(itemsOf("format-2").map((item) => [item, "struck"]));
    const items = { ...struck, loans: { rows: [] } };
    const page = renderLetter(requestManifest({ format: "format-2", items }), "zh");
    expect(page).toContain("请贵行填列。");
    expect(page).not.toContain(itemForms.loans.negative!.zh);
  });

  test("says which signatures stand for which document", () => {
    const seal = { step: "issue" as const, by: "firm-1", signers: ["ab12"], height: 7 };
    const at = { timeMs: Date.UTC(2026, 0, 31, 8, 5), isOfThis: true };
    const page = renderLetter(requestManifest(), "en", [{ ...seal, ...at }]).replace(/\n\s*/g, "");
    expect(page).toContain(
      "<td>issued</td><td>firm-1</td><td>2026-01-31 08:05 UTC</td><td>block 7</td>",
    );
    expect(page).toContain("commits to this document");
  });
});

test("a template escapes what is put in, and nothing that is HTML already", () => {
  expect(html`<p>${"a<b"}${[html`<i>${1}</i>`, undefined, "&"]}</p>`.text).toBe(
    "<p>a&lt;b<i>1</i>&amp;</p>",
  );
});
