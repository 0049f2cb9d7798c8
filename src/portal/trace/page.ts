import { shortDecimalText } from "../../primitives/decimal.ts";
import { type Html, html } from "../../primitives/html.ts";
import { countryWords, unitWords } from "../customs-codes.ts";
import { documentOf } from "../document.ts";
import type { Problem } from "../problem.ts";
import { type Head, timeText, type Visit, withQuery } from "../visit.ts";
import { proofOf } from "./proof.ts";
import { stateOf } from "./state.ts";
import type { Batch, Event, Trace } from "./trace.ts";
import { events as eventWords, words } from "./words.ts";

/** Events on one page: as many as one call gives. */
const EVENTS = 100;
/** Quantities are in 0.00001 of the article's unit. */
const QUANTITY_PLACES = 5;
const CODE = /^[0-9a-f]{32}$/;

const UNKNOWN: Problem = {
  status: 404,
  title: { en: "No parcel has this code", zh: "没有包裹使用此代码" },
  hint: {
    en: "Compare it with the one on the parcel: 32 digits and letters from a to f. A code that is on no ledger says nothing of the goods: ask the seller.",
    zh: "请与包裹上的代码核对：共32位，由数字和a至f的字母组成。账本上没有的代码不能证明商品来源：请联系卖家。",
  },
};
const NO_CODE: Problem = { ...UNKNOWN, status: 400 };

/** GET /trace/CODE: where the goods in a parcel come from, for whoever scanned the code on it. */
export async function tracePage(
  visit: Visit,
  code: string,
  query: Readonly<Record<string, unknown>>,
): Promise<string | Problem> {
  const from = Number(query["from"] ?? 0);
  if (!CODE.test(code) || !Number.isSafeInteger(from)) return NO_CODE;
  const { ask, say } = visit;
  const head = await ask<Head>("chain_head", {});
  const trace = await ask<Trace | null>("customs_trace", { code, from, limit: EVENTS });
  if (trace === null) return UNKNOWN;
  const numbers = new Map([trace.batch, ...trace.ancestors].map((one) => [one.id, one.batchNo]));
  const body = html`<h1>${say(words.title)}</h1>
    ${stateOf(visit, trace, head)} ${goodsOf(visit, trace)}
    <h2>${say(words.way)}</h2>
    <ol class="way">
      ${trace.events.map((event) => eventOf(visit, event, trace.batch, numbers))}
    </ol>
    ${pagesOf(visit, from, trace.next)} ${ancestorsOf(visit, trace.ancestors)}
    ${proofOf(visit, trace)}`;
  return documentOf(visit, `${say(words.title)}: ${trace.article.terms.name}`, body);
}

function goodsOf({ say }: Visit, { parcel, article, producer, batch }: Trace): Html {
  const { name, gcode, unit, barcode } = article.terms;
  const quantity = shortDecimalText(BigInt(parcel.quantity), QUANTITY_PLACES);
  const rows = [
    [words.goods, name],
    [words.producer, `${producer.terms.name} (${producer.code})`],
    [words.batch, batch.batchNo],
    [words.made, batch.made],
    [words.origin, say(countryWords(batch.origin))],
    [words.barcode, barcode],
    [words.heading, gcode],
    [words.parcel, `${quantity} ${say(unitWords(unit))}`],
    [words.packed, `${timeText(parcel.timeMs)}, ${parcel.participant}`],
    [words.waybill, `${parcel.logisticsCode} ${parcel.logisticsNo}`],
  ] as const;
  const shown = rows.filter(([, value]) => value !== null);
  return html`<dl>
      ${shown.map(
        ([label, value]) =>
          html`<dt>${say(label)}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <p class="small">${say(words.copied)}</p>`;
}

function eventOf(
  { say }: Visit,
  event: Event,
  batch: Batch,
  numbers: ReadonlyMap<string, string>,
): Html {
  const isBad = ["recalled", "inspected-failed"].includes(event.event);
  const what = eventWords[event.event];
  const said = [
    event.to === null ? null : `${say(words.to)} ${event.to}`,
    event.country,
    event.code === null ? null : `${say(words.says)}: ${event.code}`,
    event.batch === batch.id ? null : `${say(words.batch)} ${numbers.get(event.batch)}`,
  ].filter((one) => one !== null);
  const document =
    event.document && html`<br />${say(words.document)} <code>${event.document}</code>`;
  return html`<li class="${isBad ? "bad" : "good"}">
    <p>
      <b>${what === undefined ? event.event : say(what)}</b>${said.map((one) => html`, ${one}`)}
    </p>
    <p class="small">
      ${timeText(event.timeMs)}, ${event.participant}, ${say(words.block)}
      ${event.height}${document}
    </p>
  </li>`;
}

function pagesOf({ say, path }: Visit, from: number, next: number | null): Html {
  const back =
    from === 0 ? "" : html`<a href="${withQuery(path, "from", 0)}">${say(words.earlier)}</a>`;
  const on =
    next === null ? "" : html`<a href="${withQuery(path, "from", next)}">${say(words.later)}</a>`;
  return html`<p class="pages">${back}${on}</p>`;
}

function ancestorsOf({ say }: Visit, ancestors: readonly Batch[]): Html | undefined {
  if (ancestors.length === 0) return undefined;
  return html`<h2>${say(words.from)}</h2>
    <ul>
      ${ancestors.map(
        ({ batchNo, made, custodian }) => html`<li>${batchNo}, ${made}, ${custodian}</li>`,
      )}
    </ul>`;
}
