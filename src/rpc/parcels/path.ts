import { field } from "../../primitives/fields/index.ts";
import { DOCUMENTS, type DocumentName, type Happened, type History } from "./histories.ts";

/** Where an entry stands among all of them, whatever else turns up: by height, then document, id and place. */
type Standing = readonly [height: number, document: number, id: string, place: number];

/** What a reader goes on after. */
export const standing = field.text(
  110,
  /^(0|[1-9][0-9]{0,14})\/[a-z-]+\/[0-9a-f-]+\/(0|[1-9][0-9]{0,11})$/,
  "must be `next` of the page before",
);

/** One page of all histories together, in order of time; where it ends, if there is more. */
export function pathOf(
  histories: readonly History[],
  after: string | undefined,
  limit: number,
): {
  readonly page: readonly (readonly [History, Happened])[];
  readonly next: string | null;
} {
  const start = after === undefined ? undefined : standingIn(after);
  const ways = histories.map((one) => new Way(one, start));
  const page: (readonly [History, Happened])[] = [];
  for (;;) {
    const first = earliest(ways);
    if (first?.head === undefined) return { page, next: null };
    if (page.length === limit) return { page, next: nextAfter(page.at(-1)!) };
    page.push([first.history, first.head]);
    first.goOn();
  }
}

/** One history, from a standing on. */
class Way {
  readonly history: History;
  #index: number;
  head: Happened | undefined;

  constructor(history: History, after: Standing | undefined) {
    this.history = history;
    this.#index = after === undefined ? 0 : this.#firstAfter(after);
    this.head = this.#at(this.#index);
  }

  goOn(): void {
    this.head = this.#at(++this.#index);
  }

  #at(index: number): Happened | undefined {
    return index < this.history.count ? this.history.at(index) : undefined;
  }

  /** Heights and places ascend: half of what is left is out of question with each look. */
  #firstAfter(after: Standing): number {
    let [low, high] = [0, this.history.count];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (compare(standingOf(this.history, this.#at(middle)!), after) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function earliest(ways: readonly Way[]): Way | undefined {
  let first: Way | undefined;
  for (const way of ways) {
    if (way.head === undefined) continue;
    const isFirst =
      first?.head === undefined ||
      compare(standingOf(way.history, way.head), standingOf(first.history, first.head)) < 0;
    if (isFirst) first = way;
  }
  return first;
}

function standingOf({ document, id }: History, { height, place }: Happened): Standing {
  return [height, DOCUMENTS.indexOf(document), id, place];
}

function standingIn(text: string): Standing {
  const [height, document, id = "", place] = text.split("/");
  return [Number(height), DOCUMENTS.indexOf(document as DocumentName), id, Number(place)];
}

function nextAfter([{ document, id }, { height, place }]: readonly [History, Happened]): string {
  return [height, document, id, place].join("/");
}

function compare(one: Standing, other: Standing): number {
  for (const [at, value] of one.entries()) {
    if (value !== other[at]) return value < other[at]! ? -1 : 1;
  }
  return 0;
}
