/** One measured value. */
export interface Figure {
  /** Of the mark in `marks.ts`. */
  readonly id: string;
  readonly value: number;
  /** What the machine itself allows, and why: the value is shown as a part of it. */
  readonly limit?: { readonly value: number; readonly what: string };
  /** How it came about, if that is not in its name. */
  readonly note?: string;
}

/** A figure and where it is from: it is kept until the next run gives it anew. */
export interface KeptFigure extends Figure {
  readonly date: string;
  readonly machine: string;
}
