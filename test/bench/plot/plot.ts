/** A plot of lines, as data; `svg.ts` draws it. */
export interface Plot {
  /** Of the file, without its ending: stable, documents refer to it. */
  readonly name: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

export interface Axis {
  readonly label: string;
  /** Values on a logarithmic axis are above 0. */
  readonly scale: "linear" | "log";
}

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}
