import { Html, html } from "../primitives/html.ts";
import { LANGUAGES, type Language, type Words } from "./language.ts";
import { STYLE } from "./style.ts";
import { type Visit, withQuery } from "./visit.ts";

/** Nothing runs and nothing is loaded, whatever somebody wrote into the ledger; the one form leads to the node itself. */
export const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const NAMES: Readonly<Record<Language, string>> = { en: "English", zh: "中文" };
const words = {
  home: { en: "This node", zh: "本节点" },
  statistics: { en: "Statistics", zh: "统计" },
} as const satisfies Record<string, Words>;

/** A whole page. It stands alone: no script, no picture and no font is fetched. */
export function documentOf(visit: Visit, title: string, body: Html): string {
  const { language, path, say } = visit;
  const others = LANGUAGES.filter((one) => one !== language).map(
    (one) =>
      html`<a href="${withQuery(path, "lang", one)}" hreflang="${one}" lang="${one}"
        >${NAMES[one]}</a
      >`,
  );
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <nav>
          <a href="${withQuery("/", "lang", language)}">${say(words.home)}</a>
          <a href="${withQuery("/statistics", "lang", language)}">${say(words.statistics)}</a>
          ${others}
        </nav>
        <main>${body}</main>
      </body>
    </html>`.text;
}
