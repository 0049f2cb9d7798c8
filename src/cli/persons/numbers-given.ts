import {
  type DocumentType,
  documentType,
  personalDocument,
  type PersonalDocument,
} from "../../persons/document.ts";
import { PersonError } from "../../persons/person-error.ts";
import { usageError } from "../errors.ts";
import { readText } from "../files.ts";

/** More take hours at the usual limit, and would better be asked for as they come. */
const LINES_MAX = 10_000;
/** How many bad lines are named. */
const NAMED_MAX = 10;

/**
 * Documents of one type, their numbers one a line. They are read from a file or from standard input and never from the arguments,
 * which everybody on the machine can list and the shell's history keeps; and no error repeats one. Throws usage errors.
 */
export function numbersGiven(typeText: string, path: string): PersonalDocument[] {
  const type = typeOf(typeText);
  const lines = readText(path).trimEnd().split(/\r?\n/);
  if (lines.length > LINES_MAX) {
    const message = `There are ${lines.length} numbers; a file has at most ${LINES_MAX}.`;
    throw usageError("TOO_MANY_NUMBERS", message, "Split the file.");
  }
  const read = lines.map((line) => documentOr(() => personalDocument(type, line)));
  const problems = read.flatMap((one, i) =>
    one instanceof PersonError ? [{ line: i + 1, error: one }] : [],
  );
  const [first] = problems;
  if (first !== undefined) {
    const named = problems.slice(0, NAMED_MAX).map(({ line, error }) => `${line} (${error.code})`);
    const more = problems.length > NAMED_MAX ? ", …" : "";
    const message = `Not numbers of such documents: line ${named.join(", ")}${more}.`;
    throw usageError(first.error.code, message, first.error.hint);
  }
  return read.flatMap((one) => (one instanceof PersonError ? [] : [one]));
}

function typeOf(text: string): DocumentType {
  try {
    return documentType(text);
  } catch (error) {
    if (!(error instanceof PersonError)) throw error;
    throw usageError(error.code, `"${text}" is no type of document.`, error.hint);
  }
}

function documentOr(read: () => PersonalDocument): PersonalDocument | PersonError {
  try {
    return read();
  } catch (error) {
    if (error instanceof PersonError) return error;
    throw error;
  }
}
