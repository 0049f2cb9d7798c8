import { type Profiler, Session } from "node:inspector";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Which code of consensus the runs reached, measured by the engine itself. Runs that never reach a rule say nothing about
 * it, however many there are.
 */

/** Runs of code that were executed, by file: start and end offsets in turn. */
export type Reached = Readonly<Record<string, readonly number[]>>;

const OF_CONSENSUS = /\/src\/consensus\/[a-z-]+\.js$/;

export class Coverage {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
  }

  take(): Reached {
    let files: Profiler.ScriptCoverage[] = [];
    this.#session.post("Profiler.takePreciseCoverage", (error, found) => {
      if (error === null) files = found.result;
    });
    const ours = files.filter(({ url }) => OF_CONSENSUS.test(url));
    return Object.fromEntries(ours.map((file) => [fileURLToPath(file.url), reachedIn(file)]));
  }
}

/**
 * The innermost range that holds an offset decides: the module, which was executed before anything was counted, then its
 * functions, then the blocks in them.
 */
function reachedIn({ functions }: Profiler.ScriptCoverage): number[] {
  const ranges = functions
    .flatMap((one) => one.ranges)
    .filter(({ startOffset }) => startOffset > 0) // what begins at 0 is the module
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const isReached = new Uint8Array(Math.max(...ranges.map((one) => one.endOffset))).fill(1);
  for (const { startOffset, endOffset, count } of ranges) {
    isReached.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  }
  return runsOf(isReached);
}

function runsOf(flags: Uint8Array): number[] {
  const runs: number[] = [];
  let previous = 0;
  for (let i = 0; i <= flags.length; i++) {
    const flag = flags[i] ?? 0;
    if (flag !== previous) runs.push(i);
    previous = flag;
  }
  return runs;
}

export interface FileCoverage {
  readonly file: string;
  readonly rules: readonly string[];
  /** Of the characters of code, comments aside. */
  readonly percent: number;
  /** First lines of code that no run reached. */
  readonly unreached: readonly string[];
}

/** Joins what several processes reached. */
export function summarise(parts: readonly Reached[]): FileCoverage[] {
  const files = [...new Set(parts.flatMap((part) => Object.keys(part)))].sort();
  return files.map((file) => {
    const text = readFileSync(file, "utf8");
    const isReached = new Uint8Array(text.length);
    for (const part of parts) {
      const runs = part[file] ?? [];
      for (let i = 0; i + 1 < runs.length; i += 2) isReached.fill(1, runs[i], runs[i + 1]);
    }
    return fileCoverage(file, text, isReached);
  });
}

function fileCoverage(file: string, text: string, isReached: Uint8Array): FileCoverage {
  const rules = [...new Set(text.match(/\bC(1[0-4]|[1-9])\b/g))].sort(
    (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
  );
  const isCode = codeOf(text);
  let [code, reached] = [0, 0];
  const unreached: string[] = [];
  let line = 1;
  let lastLine = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\n") line++;
    if (isCode[i] !== 1) continue;
    code++;
    if (isReached[i] === 1) reached++;
    else if (line > lastLine + 1) unreached.push(`${line}: ${lineAt(text, i)}`);
    if (isReached[i] !== 1) lastLine = line;
  }
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.js$/, ".ts");
  return { file: name, rules, percent: (100 * reached) / Math.max(1, code), unreached };
}

/** Marks what is neither white space, punctuation nor comment; imports are always executed. */
function codeOf(text: string): Uint8Array {
  const isCode = new Uint8Array(text.length);
  for (const { index, 0: word } of text.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|[\w.]+/g)) {
    if (!word.startsWith("/")) isCode.fill(1, index, index + word.length);
  }
  return isCode;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset) + 1;
  const end = text.indexOf("\n", offset);
  return text.slice(start, end < 0 ? undefined : end).trim();
}
