import { type Html, html } from "../../primitives/html.ts";

export interface Column {
  readonly head: string;
  readonly isNumber?: boolean;
}

export const numbers = (...heads: readonly string[]): Column[] =>
  heads.map((head) => ({ head, isNumber: true }));
export const texts = (...heads: readonly string[]): Column[] => heads.map((head) => ({ head }));

/** A table that is moved sideways where a screen is narrow. */
export function tableOf(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): Html {
  const sort = (at: number): string => (columns[at]?.isNumber === true ? "n" : "t");
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${columns.map(({ head }, at) => html`<th class="${sort(at)}">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, at) => html`<td class="${sort(at)}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Figures that are read first. */
export function tilesOf(tiles: readonly (readonly [label: string, value: number])[]): Html {
  return html`<div class="tiles">
    ${tiles.map(([label, value]) => html`<div><b>${value}</b>${label}</div>`)}
  </div>`;
}
