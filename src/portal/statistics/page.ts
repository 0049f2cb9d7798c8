import { monthOf } from "../../primitives/civil-day.ts";
import { type Html, html } from "../../primitives/html.ts";
import { documentOf } from "../document.ts";
import { type Head, timeText, type Visit, withQuery } from "../visit.ts";
import { listsSection } from "./lists.ts";
import { ordersSection } from "./orders.ts";
import { stockSection } from "./stock.ts";
import { words } from "./words.ts";

/** Whose statistics are shown if the reader names no country. */
const COUNTRY = "CN";
const SECTIONS = [ordersSection, stockSection, listsSection];
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** GET /statistics: what a country's month was, in numbers that name nobody. The newest block's month, unless another is asked for. */
export async function statisticsPage(
  visit: Visit,
  query: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { ask, say, path } = visit;
  const head = await ask<Head>("chain_head", {});
  const { month: given, country: named } = query;
  const month =
    typeof given === "string" && MONTH.test(given) ? given : monthOf(head.header.timeMs);
  const country = typeof named === "string" && named !== "" ? named.trim().toUpperCase() : COUNTRY;
  const wanted = { country, month };
  const sections: Html[] = [];
  for (const section of SECTIONS) sections.push(await section(visit, wanted));
  const title = `${say(words.title)}: ${country}, ${month}`;
  const body = html`<h1>${title}</h1>
    <p class="pages">
      <a href="${withQuery(path, "month", nextTo(month, -1))}">${say(words.before)}</a>
      <a href="${withQuery(path, "month", nextTo(month, 1))}">${say(words.after)}</a>
    </p>
    <form action="/statistics" method="get">
      <input name="country" value="${country}" aria-label="${say(words.country)}" />
      <input name="month" type="month" value="${month}" />
      <input name="lang" type="hidden" value="${visit.language}" />
      <button>${say(words.look)}</button>
    </form>
    ${sections}
    <p class="small">
      ${say(words.explained)} ${say(words.asOf)} ${head.height}, ${timeText(head.header.timeMs)}.
    </p>`;
  return documentOf(visit, title, body);
}

/** The month before one, or after it. */
function nextTo(month: string, by: -1 | 1): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return monthOf(Date.UTC(year, number - 1 + by, 1));
}
