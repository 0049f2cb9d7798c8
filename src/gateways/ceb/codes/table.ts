/** What a code stands for. */
export interface CodeEntry {
  /** As the table of the General Administration of Customs (GACC) has it. */
  readonly zh: string;
  readonly en?: string;
  /** ISO 4217 of a currency, ISO 3166-1 alpha-2 of a country or region; absent where ISO has none. */
  readonly iso?: string;
}

/** A list of codes. `C` are the codes themselves where the list is short and will not grow. */
export interface CodeTable<C extends string = string> {
  /** What is listed, e.g. "trade mode", for hints. */
  readonly of: string;
  /**
   * Are these all codes there are? What a complete table lacks is refused. What an incomplete one lacks is taken with a
   * warning: then it is more likely that we do not know a code than that there is none.
   */
  readonly complete: boolean;
  /** The form that every code of the table has, whether we know it or not, in a pattern and in words. */
  readonly form: RegExp;
  readonly formWords: string;
  readonly entries: ReadonlyMap<string, CodeEntry>;
  /** For types alone. */
  readonly codes?: readonly C[];
}

interface TableHead {
  readonly of: string;
  readonly form: RegExp;
  readonly formWords: string;
}

/** A short list that holds all codes there are. */
export function closedTable<const E extends Readonly<Record<string, CodeEntry>>>(
  of: string,
  entries: E,
): CodeTable<Extract<keyof E, string>> {
  const words = Object.keys(entries).join(", ");
  return {
    of,
    complete: true,
    form: /^.*$/u,
    formWords: `one of ${words}`,
    entries: new Map(Object.entries(entries)),
  };
}

/** A list of which only those codes are here that are known for sure. */
export function openTable(
  head: TableHead,
  entries: Readonly<Record<string, CodeEntry>>,
): CodeTable {
  return { ...head, complete: false, entries: new Map(Object.entries(entries)) };
}

/** Rows like "110 HK 中国香港" or "007 个", separated by semicolons and lines; - is no ISO code. Throws if a code stands twice. */
export function rows(text: string, columns: "iso" | "plain"): Record<string, CodeEntry> {
  const entries = text
    .split(/[;\n]/u)
    .map((row) => row.trim())
    .filter((row) => row !== "")
    .map((row): [string, CodeEntry] => {
      const [code, ...rest] = row.split(" ") as [string, ...string[]];
      if (columns === "plain") return [code, { zh: rest.join(" ") }];
      const [iso, ...zh] = rest as [string, ...string[]];
      return [code, { zh: zh.join(" "), ...(iso === "-" ? {} : { iso }) }];
    });
  const table = Object.fromEntries(entries);
  if (Object.keys(table).length < entries.length) {
    const twice = entries.find(([code], i) => entries.findIndex(([one]) => one === code) < i);
    throw new Error(`code ${twice![0]} stands twice`);
  }
  return table;
}
