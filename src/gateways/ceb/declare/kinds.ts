import { parseDay } from "../../../primitives/civil-day.ts";
import type { CodeTable } from "../codes/table.ts";
import type { FaultCode } from "../fault.ts";

/** Why a text is no value of its kind. The hint never repeats the text, unless it is a code. */
export interface Misfit {
  readonly code: FaultCode;
  readonly hint: string;
}

/** `doubt` is a sentence about a code that is taken although it is not known. */
export type Reading<T> =
  { readonly value: T; readonly doubt?: string } | { readonly misfit: Misfit };

/** How a value of an element is written: `read` turns its text into the value, `write` the value into that text. */
export interface Kind<T> {
  /** As the message specification abbreviates it: C characters, N digits, .. up to so many. */
  readonly form: string;
  /** For the reference page, where the form alone does not say enough. */
  readonly words?: string;
  readonly read: (text: string) => Reading<T>;
  readonly write: (value: T) => string;
}

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/u;

const misfit = (code: FaultCode, hint: string): { misfit: Misfit } => ({ misfit: { code, hint } });

/** Characters are counted, as XML Schema counts them: a Chinese character is one. */
function characters(text: string): number {
  return [...text].length;
}

/** Text without control characters. Line breaks are such: a value is one line. */
export function textKind(max: number, min = 1): Kind<string> {
  const size = min === max ? `exactly ${max}` : `at most ${max}`;
  return {
    form: min === max ? `C${max}` : `C..${max}`,
    read(text) {
      if (CONTROL.test(text) || !text.isWellFormed()) {
        return misfit("TEXT_FORM", "Write it on one line, without control characters.");
      }
      // A character takes one or two units of a string: mostly it is short enough without counting.
      if (text.length > max && characters(text) > max) {
        return misfit("LENGTH", `Write ${size} characters.`);
      }
      if (text.length < 2 * min && characters(text) < min) {
        return misfit("LENGTH", `Write ${size} characters.`);
      }
      return { value: text };
    },
    write: (value) => value,
  };
}

/** Text of a form that is narrower than its length says. */
export function patternKind(inner: Kind<string>, pattern: RegExp, words: string): Kind<string> {
  return {
    form: inner.form,
    words,
    read(text) {
      const reading = inner.read(text);
      if ("misfit" in reading || pattern.test(text)) return reading;
      return misfit("TEXT_FORM", `Write ${words}.`);
    },
    write: inner.write,
  };
}

export const guidKind: Kind<string> = {
  form: "C36",
  words: "capital letters, digits, - and _",
  read(text) {
    if (/^[0-9A-Z_-]{36}$/u.test(text)) return { value: text };
    return misfit("GUID_FORM", "Write exactly 36 capital letters, digits, - and _.");
  },
  write: (value) => value,
};

/**
 * An amount, a quantity or a weight, never negative, as the text that was written: no number of a message is rounded by
 * being read. `digits` are all that it may have, `places` those behind the point.
 */
export function decimalKind(digits: number, places: number): Kind<string> {
  const whole = digits - places;
  const pattern = new RegExp(`^(?:0|[1-9][0-9]{0,${whole - 1}})(?:\\.[0-9]{1,${places}})?$`, "u");
  const hint = `Write it like 12.50: up to ${whole} digits, and up to ${places} behind a point; no sign, no separators.`;
  return {
    form: `N${digits},${places}`,
    read: (text) => (pattern.test(text) ? { value: text } : misfit("NUMBER_FORM", hint)),
    write: (value) => value,
  };
}

/** A whole number from 1 on of up to nine digits, which a JavaScript number holds exactly. */
export function countKind(digits: number): Kind<number> {
  const pattern = new RegExp(`^[1-9][0-9]{0,${digits - 1}}$`, "u");
  const hint = `Write a whole number from 1 on, of up to ${digits} digits.`;
  return {
    form: `N${digits}`,
    read: (text) => (pattern.test(text) ? { value: Number(text) } : misfit("NUMBER_FORM", hint)),
    write: (value) => String(value),
  };
}

const TIME =
  /^([0-9]{4})([0-9]{2})([0-9]{2})(?:([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])([0-9]{3})?)?$/u;

/** A day or time as digits, which the messages give without a zone: it is China's. `pattern` is as people write it. */
function timeKind(pattern: string, example: string): Kind<string> {
  return {
    form: `C${pattern.length}`,
    words: pattern,
    read(text) {
      const match = text.length === pattern.length ? TIME.exec(text) : null;
      const day = match === null ? undefined : parseDay(match.slice(1, 4).join("-"));
      if (day !== undefined) return { value: text };
      return misfit("TIME_FORM", `Write it as ${pattern}, like ${example}.`);
    },
    write: (value) => value,
  };
}

export const dayKind = timeKind("yyyyMMdd", "20260131");
export const secondKind = timeKind("yyyyMMddHHmmss", "20260131235959");
export const millisecondKind = timeKind("yyyyMMddHHmmssSSS", "20260131235959000");

/** A code of a table. What an incomplete table lacks is taken, with a doubt, if it has the form of its codes. */
export function codeKind<C extends string>(table: CodeTable<C>, form: string): Kind<C> {
  return {
    form,
    words: table.complete ? [...table.entries.keys()].join(", ") : `a ${table.of}`,
    read(text) {
      if (table.entries.has(text)) return { value: text as C };
      if (table.complete || !table.form.test(text)) {
        return misfit(
          "CODE_UNKNOWN",
          `${named(text)} is no ${table.of}: write ${table.formWords}.`,
        );
      }
      const hint = `${text} is no ${table.of} that is known here. Check it: the table is not complete.`;
      return { value: text as C, doubt: hint };
    },
    write: (value) => value,
  };
}

/** A code as a hint may repeat it. What is longer is no code, and may be something of a person's that was misplaced. */
function named(text: string): string {
  return /^[0-9A-Za-z-]{1,6}$/u.test(text) ? text : "The value";
}
