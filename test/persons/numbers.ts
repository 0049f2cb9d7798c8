import { blind, type Blinding } from "../../src/persons/blind.ts";
import { documentType, inputOf, personalDocument } from "../../src/persons/document.ts";

/** The examples of GB 11643. */
export const NUMBERS = ["11010519491231002X", "440524188001010014"] as const;

export function inputOfNumber(number: string): Uint8Array {
  return inputOf(personalDocument(documentType("CN-ID"), number));
}

export function blinding(number: string): Blinding {
  return blind(inputOfNumber(number));
}
