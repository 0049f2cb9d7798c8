import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

import type { Plot } from "../plot/plot.ts";
import { hasPoints, renderSvg } from "../plot/svg.ts";
import type { Figure, KeptFigure } from "./figure.ts";
import { marks } from "./marks.ts";
import { markdownFigures } from "./table.ts";

/** Where a figure is from: an unnamed machine's speed says nothing. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${first?.model.trim() ?? "unknown"}), ${memory} GB, Node.js ${process.versions.node}`;
}

/** Figures of this run in place of earlier ones with the same id; those of other measurements stay. */
export function mergeFigures(
  kept: readonly KeptFigure[],
  fresh: readonly Figure[],
  from: { readonly date: string; readonly machine: string },
): KeptFigure[] {
  const all = new Map(kept.map((one) => [one.id, one]));
  for (const one of fresh) all.set(one.id, { ...one, ...from });
  return marks.flatMap(({ id }) => all.get(id) ?? []);
}

/** Writes figures and plots of a run into a folder; the figures that the folder has now. */
export function saveResults(
  folder: string,
  { figures, plots }: { readonly figures: readonly Figure[]; readonly plots: readonly Plot[] },
): KeptFigure[] {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "figures.json");
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { figures: KeptFigure[] }).figures
    : [];
  const all = mergeFigures(kept, figures, { date: new Date().toISOString(), machine: machine() });
  writeFileSync(file, `${JSON.stringify({ figures: all }, null, 2)}\n`);
  savePlots(folder, plots);
  return all;
}

export function savePlots(folder: string, plots: readonly Plot[]): void {
  mkdirSync(folder, { recursive: true });
  for (const plot of plots.filter(hasPoints))
    writeFileSync(join(folder, `${plot.name}.svg`), renderSvg(plot));
}

const BEGIN = "<!-- figures: written by `npm run bench -- --keep` -->";
const END = "<!-- end of figures -->";

/** The document with its table of figures replaced. Throws if it has no place for one. */
export function withFigures(document: string, figures: readonly KeptFigure[]): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the document has no lines ${BEGIN} and ${END}`);
  const origins = new Map<string, string>();
  for (const { date, machine: where } of figures) origins.set(`${date.slice(0, 10)}, ${where}`, "");
  const text = `${[...origins.keys()].join("; ")}.\n\n${markdownFigures(figures)}`;
  return `${document.slice(0, from)}${BEGIN}\n\n${text}\n\n${document.slice(to)}`;
}
