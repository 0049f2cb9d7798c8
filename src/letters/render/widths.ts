/** What is written in a column of a table. */
export interface Written {
  readonly heading: string;
  readonly cells: readonly string[];
}

export interface Layout {
  /** In per cent. */
  readonly widths: readonly number[];
  /** It is printed smaller, or its words would break. */
  readonly isDense: boolean;
}

/** What the printed width holds, in widths of a digit: in the size of tables, and in that of dense ones. */
const [ROOM, DENSE_ROOM] = [117, 134];
/** What a cell takes beside its text. */
const BESIDE = 1.8;
/** Headings are bold, and stand in so many lines at most: a browser does not repeat a tall one on the next page. */
const [BOLD, HEADING_LINES] = [1.12, 5];
/** A longer word, like an account number of 60 digits, is broken: no other column pays for it. */
const WORD_MAX = 20;
/** From here on a text gets longer and not wider. */
const LINE_MAX = 60;

/**
 * How wide each column is, from all that is written in it. Every column gets what its longest word needs, so that no amount and no day
 * is broken for a long remark beside it; what is left goes to those whose lines are long. A browser by itself either breaks every
 * word or lets a table run off the page.
 */
export function layoutOf(columns: readonly Written[]): Layout {
  const needed = columns.map((one) => BESIDE + neededBy(one));
  const wanted = columns.map(
    ({ heading, cells }) => BESIDE + largest([heading, ...cells].map(widthOf), LINE_MAX),
  );
  const left = Math.max(0, ROOM - sum(needed));
  const more = wanted.map((one, at) => Math.max(0, one - needed[at]!));
  const share = left / Math.max(1, sum(more));
  const widths = needed.map((one, at) => one + more[at]! * share);
  const perCent = 100 / Math.max(sum(widths), sum(needed) > ROOM ? DENSE_ROOM : ROOM);
  const rounded = widths.map((one) => Math.floor(one * perCent * 10) / 10);
  return { widths: rounded, isDense: sum(needed) > ROOM };
}

function neededBy({ heading, cells }: Written): number {
  const inLines = Math.ceil(widthOf(heading) / HEADING_LINES);
  const bold = BOLD * Math.max(wordWidth(heading), inLines);
  return Math.max(bold, largest(cells.map(wordWidth), WORD_MAX));
}

/** The longest piece that does not break by itself: Chinese breaks after any character. */
function wordWidth(text: string): number {
  const words = text.split(/[\s\u2e80-\uffef]+/u);
  return Math.max(/[\u2e80-\uffef]/u.test(text) ? 2 : 0, ...words.map(widthOf));
}

/** In widths of a digit: a capital letter is wider, and a Chinese character has two. */
function widthOf(text: string): number {
  const widths = [...text].map((one) => (one >= "\u2e80" ? 2 : /[A-Z]/.test(one) ? 1.3 : 1));
  return sum(widths);
}

function largest(values: readonly number[], limit: number): number {
  return Math.min(limit, Math.max(0, ...values));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
