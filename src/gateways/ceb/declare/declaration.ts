import type { Elements, Flat, RecordOf } from "./elements.ts";

/** The head of a document. Without an element of its own, its elements stand in the document directly. */
export interface Head<E extends Elements = Elements> {
  readonly element?: string;
  readonly of: E;
}

/** The lines of a document, at least one. */
export interface Lines<E extends Elements = Elements> {
  readonly element: string;
  readonly of: E;
}

/** One message type, declared once: reader, writer, TypeScript type and reference page are made from it. */
export interface Declaration<
  T extends string = string,
  H extends Elements = Elements,
  L extends Lines | undefined = Lines | undefined,
> {
  /** The three digits of CEBxxxMessage. */
  readonly type: T;
  readonly en: string;
  readonly zh: string;
  /** The element that holds one document. A message has one or more. */
  readonly document: string;
  readonly head: Head<H>;
  readonly lines: L;
  /** What an enterprise sends names who transfers it; what customs answers does not. */
  readonly transfer: boolean;
}

/** The TypeScript type of one document of a message. */
export type DocumentOf<D> =
  D extends Declaration<string, infer H, infer L>
    ? Flat<
        { readonly head: RecordOf<H> } & (L extends Lines<infer E>
          ? { readonly lines: readonly RecordOf<E>[] }
          : unknown)
      >
    : never;

interface Given<T extends string, H extends Elements> {
  readonly type: T;
  readonly en: string;
  readonly zh: string;
  readonly document: string;
  readonly head: Head<H>;
}

/** What an enterprise sends, of which a document is a head and lines. */
export const sentWithLines = <const T extends string, H extends Elements, E extends Elements>(
  given: Given<T, H> & { readonly lines: Lines<E> },
): Declaration<T, H, Lines<E>> => ({ ...given, transfer: true });

/** What an enterprise sends, of which a document is a head alone. */
export const sent = <const T extends string, H extends Elements>(
  given: Given<T, H>,
): Declaration<T, H, undefined> => ({ ...given, lines: undefined, transfer: true });

/** What customs answers or makes, with lines. */
export const answeredWithLines = <const T extends string, H extends Elements, E extends Elements>(
  given: Given<T, H> & { readonly lines: Lines<E> },
): Declaration<T, H, Lines<E>> => ({ ...given, transfer: false });

/** What customs answers, without lines. */
export const answered = <const T extends string, H extends Elements>(
  given: Given<T, H>,
): Declaration<T, H, undefined> => ({ ...given, lines: undefined, transfer: false });
