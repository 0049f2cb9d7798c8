import { formatNumber } from "../figures/table.ts";
import type { Axis, Plot, Series } from "./plot.ts";

const WIDTH = 720;
const HEIGHT = 400;
const AREA = { left: 80, right: 640, top: 50, bottom: 340 } as const;
/** Readable on white and on black. */
const COLOURS = ["#d9822b", "#2f86d1", "#3a9d5d", "#a855b5"] as const;
const TEXT = "#7a7f87";
const GRID = "#7a7f8740";

/** From a value to a place between 0 and 1, and the values that are written at the axis. */
interface Scale {
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
}

/** A plot as an SVG document without dependencies, scripts or fonts of its own; the background is left to the page. */
export function renderSvg(plot: Plot): string {
  const series = plot.series.map((one) => drawable(one, plot));
  const x = scaleOf(plot.x, series, 0);
  const y = scaleOf(plot.y, series, 1);
  const atX = (value: number): number => AREA.left + x.place(value) * (AREA.right - AREA.left);
  const atY = (value: number): number => AREA.bottom - y.place(value) * (AREA.bottom - AREA.top);
  const parts = [
    text(WIDTH / 2, 26, plot.title, { anchor: "middle", size: 16 }),
    ...x.ticks.map((tick) => line(atX(tick), AREA.top, atX(tick), AREA.bottom)),
    ...y.ticks.map((tick) => line(AREA.left, atY(tick), AREA.right, atY(tick))),
    ...x.ticks.map((tick) =>
      text(atX(tick), AREA.bottom + 20, formatNumber(tick), { anchor: "middle" }),
    ),
    ...y.ticks.map((tick) =>
      text(AREA.left - 8, atY(tick) + 4, formatNumber(tick), { anchor: "end" }),
    ),
    text((AREA.left + AREA.right) / 2, HEIGHT - 16, plot.x.label, { anchor: "middle" }),
    `<g transform="translate(18 ${(AREA.top + AREA.bottom) / 2}) rotate(-90)">${text(0, 0, plot.y.label, { anchor: "middle" })}</g>`,
    ...series.map((one, i) => curve(one, COLOURS[i % COLOURS.length]!, atX, atY)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif">
<title>${escape(plot.title)}</title>
${parts.join("\n")}
</svg>
`;
}

/** Whether there is anything to draw: a run in which nothing was committed has no points. */
export function hasPoints(plot: Plot): boolean {
  return plot.series.some((one) => drawable(one, plot).points.length > 0);
}

/** Without points that have no place: what was not measured, and 0 on a logarithmic axis. */
function drawable({ name, points }: Series, { x, y }: Plot): Series {
  const hasPlace = (value: number, { scale }: Axis): boolean =>
    Number.isFinite(value) && (scale === "linear" || value > 0);
  return { name, points: points.filter(([px, py]) => hasPlace(px, x) && hasPlace(py, y)) };
}

function curve(
  { name, points }: Series,
  colour: string,
  atX: (x: number) => number,
  atY: (y: number) => number,
): string {
  const places = points.map(([px, py]) => `${round(atX(px))},${round(atY(py))}`);
  const dots = points.map(
    ([px, py]) => `<circle cx="${round(atX(px))}" cy="${round(atY(py))}" r="4" fill="${colour}"/>`,
  );
  const last = points[points.length - 1];
  const label =
    last === undefined
      ? ""
      : text(atX(last[0]) + 10, atY(last[1]) + 4, name, { anchor: "start", colour });
  return `<polyline points="${places.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join("")}${label}`;
}

function scaleOf({ scale }: Axis, series: readonly Series[], at: 0 | 1): Scale {
  const values = series.flatMap(({ points }) => points.map((point) => point[at]));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return scale === "log" ? logScale(least, most) : linearScale(most);
}

/** From 0 to a round number, with four to eight lines. */
function linearScale(most: number): Scale {
  const rough = (most || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((one) => one >= rough)!;
  const end = Math.ceil((most || 1) / step) * step;
  const count = Math.round(end / step);
  return {
    place: (value) => value / end,
    ticks: Array.from({ length: count + 1 }, (_, i) => i * step),
  };
}

/** Whole decades; within one or two of them also 2 and 5. */
function logScale(least: number, most: number): Scale {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const last = to === from ? to + 1 : to;
  const steps = last - from <= 2 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let decade = from; decade < last; decade++) {
    ticks.push(...steps.map((step) => step * 10 ** decade));
  }
  ticks.push(10 ** last);
  return { place: (value) => (Math.log10(value) - from) / (last - from), ticks };
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${GRID}"/>`;
}

function text(
  x: number,
  y: number,
  content: string,
  { anchor, size = 12, colour = TEXT }: { anchor: string; size?: number; colour?: string },
): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" fill="${colour}">${escape(content)}</text>`;
}

function round(value: number): string {
  return value.toFixed(1);
}

function escape(value: string): string {
  return value.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}
