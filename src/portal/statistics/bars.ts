import { type Html, html } from "../../primitives/html.ts";

const [WIDTH, HEIGHT, FOOT] = [640, 160, 16];

/** A bar for each day of a month, from the first on, with its number to read by pointing at it. */
export function daysChart(title: string, counts: readonly number[]): Html {
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const bars = counts.map((count, at) => {
    const height = Math.round(((HEIGHT - FOOT - 12) * count) / most);
    const [x, y] = [(at * step + 1).toFixed(1), HEIGHT - FOOT - height];
    const day = at + 1;
    const label =
      day === 1 || day % 5 === 0 ? html`<text x="${x}" y="${HEIGHT - 3}">${day}</text>` : "";
    return html`<g>
      <title>${day}: ${count}</title>
      <rect x="${x}" y="${y}" width="${(step - 2).toFixed(1)}" height="${height}" />
      ${label}
    </g>`;
  });
  return html`<figure>
    <figcaption class="small">${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
      <text x="0" y="10">${most}</text>
      <line x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}" />
      ${bars}
    </svg>
  </figure>`;
}
