import { pino, type Logger } from "pino";

export type NodeLog = Logger;

/** Structured logs: one JSON object a line, to a file if one is named, else to standard error. */
export function createLog(name: string, level: string, file: string | undefined): NodeLog {
  const destination = pino.destination({
    ...(file === undefined ? { dest: 2 } : { dest: file, mkdir: true, append: true }),
    sync: false,
  });
  return pino({ name, level, base: { node: name } }, destination);
}
