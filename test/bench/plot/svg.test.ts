import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Plot } from "./plot.ts";
import { hasPoints, renderSvg } from "./svg.ts";

function plotOf(points: (readonly [number, number])[], changes: Partial<Plot> = {}): Plot {
  return {
    ...{ name: "test", title: 'A & B <"title">' },
    x: { label: "x", scale: "linear" },
    y: { label: "y", scale: "log" },
    series: [{ name: "p99", points }],
    ...changes,
  };
}

/** Every tag is closed in the right order, and no attribute is without a value: enough to be read by any browser. */
function wellFormedProblem(svg: string): string | undefined {
  const open: string[] = [];
  let rest = svg.trim();
  while (rest !== "") {
    const [tag] = /^<(\/?)([a-z]+)((?: [a-zA-Z0-9-]+="[^"<>&]*")*)(\/?)>/.exec(rest) ?? [];
    if (tag !== undefined) {
      const [, closing, name, , alone] = /^<(\/?)([a-z]+)(.*?)(\/?)>$/.exec(tag)!;
      if (closing === "/" && open.pop() !== name) return `${tag} closes nothing`;
      if (closing === "" && alone === "") open.push(name!);
      rest = rest.slice(tag.length);
      continue;
    }
    const text = /^(?:[^<>&]|&#\d+;)+/.exec(rest)?.[0];
    if (text === undefined) return `cannot be read: ${rest.slice(0, 60)}`;
    rest = rest.slice(text.length);
  }
  return open.length === 0 ? undefined : `${open.join()} is not closed`;
}

describe("a plot", () => {
  test("is well-formed whatever its points are, and every point lies in its area", () => {
    const value = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
    const points = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(points, (drawn) => {
        const plot = plotOf(drawn);
        fc.pre(hasPoints(plot));
        const svg = renderSvg(plot);
        expect(wellFormedProblem(svg)).toBeUndefined();
        expect(svg).not.toMatch(/NaN|Infinity/);
        for (const [, cx, cy] of svg.matchAll(/<circle cx="([\d.-]+)" cy="([\d.-]+)"/g)) {
          expect(Number(cx)).toBeGreaterThanOrEqual(79.9);
          expect(Number(cx)).toBeLessThanOrEqual(640.1);
          expect(Number(cy)).toBeGreaterThanOrEqual(49.9);
          expect(Number(cy)).toBeLessThanOrEqual(340.1);
        }
      }),
    );
  });

  test("has title, labels, the series' names and round numbers at the axes", () => {
    const svg = renderSvg(
      plotOf([
        [0, 12],
        [2_900, 480],
      ] as const),
    );
    for (const text of [">x<", ">y<", ">p99<", ">1,000<", ">3,000<", ">10<", ">100<"]) {
      expect(svg).toContain(text);
    }
    expect(svg).toContain("A &#38; B &#60;&#34;title&#34;&#62;");
  });

  test("leaves the background to the page, so that it reads on white and on black", () => {
    expect(renderSvg(plotOf([[1, 1]]))).not.toMatch(/<rect|#fff|#000|white|black/);
  });

  test("a run in which nothing was committed has nothing to draw", () => {
    expect(hasPoints(plotOf([]))).toBe(false);
    expect(
      hasPoints(
        plotOf([
          [10, 0],
          [Number.NaN, 5],
        ]),
      ),
    ).toBe(false);
  });
});
