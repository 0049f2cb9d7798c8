/** How a page looks, on a screen and on paper. Nothing of it is loaded: fonts are those that the reader's machine has. */
const BASE = `body{font:14px/1.5 "Noto Serif","Noto Serif CJK SC","Noto Serif SC","Source Han Serif SC","Songti SC",SimSun,serif;max-width:60em;margin:2em auto;padding:0 1em}
h1{text-align:center;font-size:1.5em}h2{font-size:1.05em;margin:1.4em 0 .3em}p{margin:.5em 0}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.3em 0;font-size:.85em}.dense{font-size:.75em}.head{font-size:1em}
th,td{border:1px solid #444;padding:.2em .4em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600;background:#f2f2f2}.amount{text-align:right}.struck h2{text-decoration:line-through}
code{font-size:.9em;overflow-wrap:anywhere}.proof{font-size:.95em;border-top:2px solid #444;margin-top:2em}.proof td code{display:block}`;

/** A row stays whole, a heading stays with what it heads, and the statement below a table with its last rows. */
const PRINT = `body{font-size:10.5pt;margin:0;padding:0;max-width:none}table{font-size:8pt}.dense{font-size:7pt}.head{font-size:1em}
tr,.struck,.proof p{break-inside:avoid}h2,.title{break-after:avoid}table+p{break-before:avoid}thead{display:table-header-group}`;

/** `mark`: hexadecimal digits that stand below every page, so that it is known which document a sheet belongs to. */
export function styleOf(mark: string): string {
  const below = `@bottom-left{content:"${mark}";font:6.5pt monospace}@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt}`;
  return `${BASE}@page{size:A4;margin:15mm 12mm;${below}}@media print{${PRINT}}`;
}
