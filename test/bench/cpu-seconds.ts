import { readFileSync } from "node:fs";

/** Seconds of CPU that a process has used, of all its threads. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  const ticksPerSecond = 100; // USER_HZ, fixed in Linux's interface
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
