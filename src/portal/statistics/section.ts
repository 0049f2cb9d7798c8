import { type Html, html } from "../../primitives/html.ts";
import type { Words } from "../language.ts";
import type { Visit } from "../visit.ts";
import { daysChart } from "./bars.ts";
import { tilesOf } from "./table.ts";
import { words } from "./words.ts";

/** What a month has of one thing, for whoever looks from far to near: sums, a chart, its days, its goods. */
export interface Section {
  readonly title: Words;
  readonly tiles: readonly (readonly [name: Words, value: number])[];
  /** What the chart counts, for each day of the month. */
  readonly chart: readonly [title: Words, counts: readonly number[]];
  readonly days: Html;
  readonly goods: readonly [title: Words, table: Html];
  /** Whether there was anything, and whether there is more than was read. */
  readonly isEmpty: boolean;
  readonly isCut: boolean;
}

export function sectionOf({ say }: Visit, of: Section): Html {
  const [[chartTitle, counts], [goodsTitle, goods]] = [of.chart, of.goods];
  const body = html`${tilesOf(of.tiles.map(([name, value]) => [say(name), value]))}
    ${daysChart(say(chartTitle), counts)}
    <details>
      <summary>${say(words.byDay)}</summary>
      ${of.days}
    </details>
    <h2>${say(goodsTitle)}</h2>
    ${goods}`;
  return html`<h2>${say(of.title)}</h2>
    ${of.isEmpty ? html`<p>${say(words.none)}</p>` : body}
    ${of.isCut ? html`<p>${say(words.cut)}</p>` : ""}`;
}
