import { readdirSync, readFileSync } from "node:fs";

/** CPU seconds of a process by its threads' names, so that worker threads stand apart from the event loop. */
export interface Usage {
  readonly total: number;
  /** The main thread: the event loop, and what runs on it. */
  readonly main: number;
}

/** All threads, those that have ended included. Nanoseconds where the kernel tells them, else ticks of 10 ms. */
export function usageOf(pid: number): Usage {
  let living = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) living += threadSeconds(pid, thread);
  const ended = endedSeconds(pid);
  return { total: living + ended, main: threadSeconds(pid, String(pid)) };
}

export function usageBetween(before: Usage, after: Usage): Usage {
  return { total: after.total - before.total, main: after.main - before.main };
}

function threadSeconds(pid: number, thread: string): number {
  try {
    const [onCpu = "0"] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
    return Number(onCpu) / 1e9;
  } catch {
    return 0; // it ended since it was listed: from then on it counts as ended
  }
}

const TICKS_PER_SECOND = 100; // USER_HZ, fixed in Linux's interface

/** The process's own sum has threads that are gone; what the living have is taken off, rounding aside. */
function endedSeconds(pid: number): number {
  let living = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    living += ticksIn(`/proc/${pid}/task/${thread}/stat`);
  }
  const all = ticksIn(`/proc/${pid}/stat`);
  const ended = (all - living) / TICKS_PER_SECOND;
  return ended > 0.5 ? ended : 0; // below that it is rounding
}

function ticksIn(path: string): number {
  try {
    const fields = readFileSync(path, "utf8").split(") ")[1]!.split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

/** Megabytes of memory that a process has in use. */
export function residentMb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? 0) / 1_024;
}
