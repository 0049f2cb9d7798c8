import { countries } from "../codes/countries.ts";
import { currencies } from "../codes/currencies.ts";
import { customsOffices } from "../codes/customs-offices.ts";
import type { CodeTable } from "../codes/table.ts";
import { units } from "../codes/units.ts";
import {
  codeKind,
  countKind,
  dayKind,
  decimalKind,
  guidKind,
  type Kind,
  millisecondKind,
  patternKind,
  secondKind,
  textKind,
} from "./kinds.ts";

/** An optional element that must be there if another one of its record has one of these values. */
export interface NeededIf {
  readonly element: string;
  readonly values: readonly string[];
}

/** One element that holds a value. */
export interface Element<T = unknown, M extends boolean = boolean> {
  readonly kind: Kind<T>;
  readonly mandatory: M;
  /** Tells who a person is, or may: a free text does. Nothing of it may reach the chain (docs/domain section 0). */
  readonly personal: boolean;
  readonly en: string;
  /** The element's name in the message specification. */
  readonly zh: string;
  readonly neededIf?: NeededIf;
  /** Another spelling that is read too; never written. */
  readonly alsoSpelt?: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an element is invariant, so only `any` accepts every one
export type Elements = Readonly<Record<string, Element<any>>>;

type ValueOf<E> = E extends Element<infer T> ? T : never;
type Mandatory<E extends Elements> = {
  [Name in keyof E]: E[Name]["mandatory"] extends true ? Name : never;
}[keyof E];

/** Makes an intersection of objects one object, for whoever reads the type. */
export type Flat<T> = { [Name in keyof T]: T[Name] };

/** The TypeScript type of a record of elements. What is optional is absent if it was missing or empty. */
export type RecordOf<E extends Elements> = Flat<
  { readonly [Name in Mandatory<E>]: ValueOf<E[Name]> } & {
    readonly [Name in Exclude<keyof E, Mandatory<E>>]?: ValueOf<E[Name]> | undefined;
  }
>;

type Given<T> = (en: string, zh: string) => Element<T, true>;

const element =
  <T>(kind: Kind<T>): Given<T> =>
  (en, zh) => ({ kind, mandatory: true, personal: false, en, zh });

export const text = (max: number, en: string, zh: string): Element<string, true> =>
  element(textKind(max))(en, zh);

/** A number that an office gives, of which the length is fixed: letters and digits. */
export const number = (length: number, en: string, zh: string): Element<string, true> =>
  element(
    patternKind(textKind(length, length), /^[0-9A-Z]+$/u, `${length} digits and capital letters`),
  )(en, zh);

/** A customs registration number of ten characters, or a unified social credit code of eighteen. */
export const company = element(
  patternKind(textKind(18), /^[0-9A-Z]+$/u, "digits and capital letters"),
);
export const companyName = element(textKind(100));

export const guid = element(guidKind);
export const day = element(dayKind);
export const second = element(secondKind);
export const millisecond = element(millisecondKind);

/** Money in the currency that stands beside it, a quantity, or a weight in kilograms. */
export const decimal = element(decimalKind(19, 5));
export const count = (digits: number, en: string, zh: string): Element<number, true> =>
  element(countKind(digits))(en, zh);
/** A line's number, from 1 on. */
export const lineNumber = element(countKind(4));

export const code = <C extends string>(
  table: CodeTable<C>,
  form: string,
  en: string,
  zh: string,
): Element<C, true> => element(codeKind(table, form))(en, zh);
export const currency = element(codeKind(currencies, "C3"));
export const country = element(codeKind(countries, "C3"));
export const unit = element(codeKind(units, "C3"));
export const customsOffice = element(codeKind(customsOffices, "C4"));
/** The tariff's eight digits and two of customs. */
export const commodity = element(patternKind(textKind(10, 10), /^[0-9]+$/u, "ten digits"));

export const optional = <T>(one: Element<T, true>): Element<T, false> => ({
  ...one,
  mandatory: false,
});

/** Optional, unless another element of the same record has one of these values. */
export const neededIf = <T>(
  other: string,
  values: readonly string[],
  one: Element<T, true>,
): Element<T, false> => ({ ...one, mandatory: false, neededIf: { element: other, values } });

export const personal = <T, M extends boolean>(one: Element<T, M>): Element<T, M> => ({
  ...one,
  personal: true,
});

export const alsoSpelt = <T, M extends boolean>(
  spelling: string,
  one: Element<T, M>,
): Element<T, M> => ({ ...one, alsoSpelt: spelling });

/** People write into a remark what they like, names and telephone numbers too. */
export const note = personal(optional(text(1000, "Remark", "备注")));
