import type { Snapshot } from "classic-level";

/**
 * How a text key is read at a moment. All three are named, as the binding calls them, because it then takes the object as
 * it is: naming the snapshot alone costs as much again as the read.
 */
export interface ReadOptions {
  readonly keyEncoding: "utf8";
  readonly valueEncoding: "view";
  readonly snapshot: Snapshot;
}

export function readOptions(snapshot: Snapshot): ReadOptions {
  return { keyEncoding: "utf8", valueEncoding: "view", snapshot };
}

/** The snapshot alone, for iterators and keys in bytes. */
export function at(options: ReadOptions | undefined): { snapshot?: Snapshot } {
  return options === undefined ? {} : { snapshot: options.snapshot };
}
