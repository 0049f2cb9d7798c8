import { toHex } from "../../primitives/bytes.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { formatDay } from "../../primitives/civil-day.ts";
import { type AnswerResult, type Item, itemsOf } from "../../transactions/letters/items.ts";
import type { Step } from "../../transactions/letters/states.ts";
import type { Columns, Words } from "../form/columns.ts";
import { itemForms } from "../form/items.ts";
import { commitmentOf } from "../package/commitment.ts";
import { type Manifest, partOf } from "../package/manifest.ts";
import { Html, html } from "../../primitives/html.ts";
import { styleOf } from "./style.ts";
import { layoutOf } from "./widths.ts";
import { type Language, requests, results, steps, titles, words } from "./words.ts";

/** One step of a letter as the ledger has it: what stands for the seals on paper. */
export interface Seal {
  readonly step: Step;
  readonly by: string | undefined;
  readonly signers: readonly string[];
  readonly height: number;
  /** Milliseconds UTC. */
  readonly timeMs: number;
  /** True if what this step commits to is the document. */
  readonly isOfThis: boolean;
}

/** What the page itself asks of a browser: nothing is loaded and nothing runs, whatever somebody wrote into a form. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A document as a page that stands alone: nothing of it is loaded from anywhere, and a browser prints it to PDF. */
export function renderLetter(
  manifest: Manifest,
  language: Language,
  seals: readonly Seal[] = [],
): string {
  const say = ({ en, zh }: Words): string => (language === "en" ? en : zh);
  const { head } = manifest;
  const title = say(titles[head.kind]);
  const bank = `${head.bankName} (${[head.bank, head.branch].filter(Boolean).join(" ")})`;
  const firm = `${head.firmName} (${head.firm})`;
  const [to, from] = head.kind === "reply" ? [firm, bank] : [bank, firm];
  const lines: readonly (readonly [Words, string | undefined])[] = [
    [words.number, head.number],
    [words.to, to],
    [words.from, from],
    [words.about, `${head.entityName} (${head.entity})`],
    [words.asOf, formatDay(head.asOf)],
    [words.contact, head.contact],
  ];
  const top = lines.map(([label, value]) =>
    value === undefined
      ? ""
      : html`<tr>
          <th>${say(label)}</th>
          <td>${value}</td>
        </tr>`,
  );
  const isForm = head.kind !== "question";
  const items = isForm ? itemsOf(head.format).map((item) => sectionOf(manifest, item, say)) : [];
  const page = html`<!doctype html>
    <html lang="${language === "en" ? "en" : "zh-CN"}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <title>${title} ${head.number}</title>
        <style>
          ${new Html(styleOf(toHex(commitmentOf(manifest))))}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <table class="head">
          ${columnsOf([22, 78])} ${top}
        </table>
        ${head.kind === "request" ? html`<p>${say(requests[head.format])}</p>` : ""} ${items}
        ${closingOf(manifest, say)} ${attachmentsOf(manifest, say)} ${proofOf(manifest, seals, say)}
      </body>
    </html> `;
  return page.text;
}

type Say = (words: Words) => string;

function sectionOf(manifest: Manifest, item: Item, say: Say): Html {
  const form = itemForms[item];
  const heading = `${form.place === undefined ? "" : `${form.place}. `}${say(form)}`;
  const part = partOf(manifest, item);
  if (part === undefined) {
    return html`<section class="struck">
      <h2>${heading}</h2>
      <p>${say(words.struck)}</p>
    </section>`;
  }
  const isReply = manifest.head.kind === "reply";
  const body = isReply ? answered(item, part, say) : stated(manifest, item, part, say);
  return html`<section>
    <h2>${heading}</h2>
    ${body}
  </section>`;
}

function stated(manifest: Manifest, item: Item, content: Content, say: Say): Html {
  const { negative } = itemForms[item];
  if (manifest.head.format === "format-2") {
    return html`${headsOf(item, content, say)}
      <p>${say(words.bankStates)}</p>`;
  }
  return html`${contentOf(item, content, say)}${negative && html`<p>${say(negative)}</p>`}`;
}

function answered(item: Item, part: Content, say: Say): Html {
  const { result, bank, remark } = part as {
    result: AnswerResult;
    bank: Content | undefined;
    remark: string | undefined;
  };
  const rows =
    bank &&
    html`<p class="title">${say(words.byBank)}</p>
      ${contentOf(item, bank, say)}`;
  const { negative } = itemForms[item];
  const closes = result === "UNABLE" || negative === undefined ? "" : html`<p>${say(negative)}</p>`;
  const said = remark === undefined ? "" : html`<p>${say(words.remark)}: ${remark}</p>`;
  return html`<p class="title"><b>${say(results[result])}</b></p>
    ${rows}${said}${closes}`;
}

type Content = Readonly<Record<string, unknown>>;

function contentOf(item: Item, content: Content, say: Say): Html {
  const { tables } = itemForms[item];
  const all = Object.entries(tables).map(([name, table]) => {
    const rows = content[name] as readonly Content[];
    const title = Object.keys(tables).length > 1 ? html`<p class="title">${say(table)}</p>` : "";
    return html`${title}${rows.length === 0 ? html`<p>${say(words.none)}</p>` : tableOf(table.columns, rows, say)}`;
  });
  return html`${headsOf(item, content, say)}${all}`;
}

function headsOf(item: Item, content: Content, say: Say): Html {
  const { heads } = itemForms[item];
  return Object.keys(heads).length === 0 ? html`` : tableOf(heads, [content], say);
}

function tableOf(columns: Columns, rows: readonly Content[], say: Say): Html {
  const named = Object.entries(columns);
  const texts = named.map(([name, { field }]) =>
    rows.map((row) => cellOf(field.toJson(row[name]), say)),
  );
  const written = named.map(([, column], at) => ({ heading: say(column), cells: texts[at]! }));
  const { widths, isDense } = layoutOf(written);
  const isAmount = named.map(([, { like }]) => like === "decimal");
  const heads = named.map(([, column], at) =>
    isAmount[at] ? html`<th class="amount">${say(column)}</th>` : html`<th>${say(column)}</th>`,
  );
  const lines = rows.map((_, row) => {
    const cells = texts.map((ofColumn, at) =>
      isAmount[at]
        ? html`<td class="amount">${ofColumn[row]}</td>`
        : html`<td>${ofColumn[row]}</td>`,
    );
    return html`<tr>
      ${cells}
    </tr>`;
  });
  return html`<table class="${isDense ? "dense" : "usual"}">
    ${columnsOf(widths)}
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`;
}

function columnsOf(widths: readonly number[]): Html {
  return html`<colgroup>
    ${widths.map((one) => html`<col style="width:${one}%" />`)}
  </colgroup>`;
}

/** As it was typed: a number of a form is never written in another way. */
function cellOf(value: Json, say: Say): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return say(value ? words.yes : words.no);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function closingOf({ closing, head }: Manifest, say: Say): Html {
  const { result, preparedBy, message } = closing;
  const overall = result && html`<p>${say(words.result)}: <b>${say(results[result])}</b></p>`;
  const by = preparedBy && html`<p>${say(words.preparedBy)}: ${preparedBy}</p>`;
  const said =
    message && html`<p>${head.kind === "question" ? "" : `${say(words.remark)}: `}${message}</p>`;
  return html`${overall}${said}${by}`;
}

function attachmentsOf({ attachments }: Manifest, say: Say): Html {
  if (attachments.length === 0) return html``;
  const lines = attachments.map(
    ({ name, size, sha256 }) =>
      html`<li>${name}, ${size} B, SHA-256 <code>${toHex(sha256)}</code></li>`,
  );
  return html`<h2>${say(words.attachments)}</h2>
    <ol>
      ${lines}
    </ol>`;
}

function proofOf(manifest: Manifest, seals: readonly Seal[], say: Say): Html {
  const { letter, chainId } = manifest.head;
  return html`<section class="proof">
    <h2>${say(words.seals)}</h2>
    <p>
      ${say(words.letter)}: <code>${toHex(letter)}</code><br />${say(words.commitment)}:
      <code>${toHex(commitmentOf(manifest))}</code><br />${say(words.chain)}:
      <code>${toHex(chainId)}</code>
    </p>
    ${seals.length === 0 ? "" : sealsOf(seals, say)}
  </section>`;
}

function sealsOf(seals: readonly Seal[], say: Say): Html {
  const headings = [words.step, words.by, words.time, words.block, words.signers, undefined];
  const heads = headings.map((one) => html`<th>${one && say(one)}</th>`);
  const lines = seals.map(({ step, by, signers, height, timeMs, isOfThis }) => {
    const time = `${formatDay(Math.floor(timeMs / 86_400_000))} ${clockOf(timeMs)} UTC`;
    const keys = signers.map((key) => html`<code>${key}</code> `);
    const mark = isOfThis ? html`<b>${say(words.this)}</b>` : "";
    return html`<tr>
      <td>${say(steps[step])}</td>
      <td>${by ?? say(words.ledger)}</td>
      <td>${time}</td>
      <td>${say(words.block)} ${height}</td>
      <td>${keys}</td>
      <td>${mark}</td>
    </tr>`;
  });
  return html`<table>
    ${columnsOf([11, 15, 13, 10, 38, 13])}
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`;
}

function clockOf(timeMs: number): string {
  const minutes = Math.floor((timeMs % 86_400_000) / 60_000);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
