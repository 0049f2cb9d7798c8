/**
 * What strace saw of one node, reduced to what C8 speaks of; in the order in which the calls began
 * or returned.
 */
export interface Call {
  readonly kind: "append" | "sync" | "synced" | "send";
  readonly atMs: number;
}

/**
 * TLS hides what is sent but not how much: a window update of yamux takes 34 bytes, a vote has over
 * 100 of its own.
 */
const VOTE_BYTES = 100;
const QUIET_MS = 100;

/**
 * Reads the output of `strace -f -yy -ttt`, which names the file or the connection behind every
 * descriptor.
 */
export function parseCalls(trace: string): Call[] {
  const calls: Call[] = [];
  const syncing = new Set<string>();
  for (const line of trace.split("\n")) {
    const [, thread = "", seconds, call = ""] = /^(\d+) +([\d.]+) (.*)$/.exec(line) ?? [];
    const push = (kind: Call["kind"]): unknown => calls.push({ kind, atMs: Number(seconds) * 1e3 });
    if (call.startsWith("fdatasync(") && call.includes("/data/journal>")) {
      push("sync");
      if (call.endsWith("<unfinished ...>")) syncing.add(thread);
      else push("synced");
    } else if (call.startsWith("<... fdatasync resumed>")) {
      if (syncing.delete(thread)) push("synced");
    } else if (/^write\(\d+<[^>]*\/data\/journal>/.test(call)) {
      push("append");
    } else if (/^(write|writev|sendto|sendmsg)\(\d+<TCP/.test(call)) {
      if (sizeOf(call) >= VOTE_BYTES) push("send");
    }
  }
  return calls;
}

function sizeOf(call: string): number {
  const sizes = [...call.matchAll(/(?:iov_len=|"\.\.\., )(\d+)/g)];
  return sizes.reduce((sum, [, size]) => sum + Number(size), 0);
}

/**
 * C8: persist, then send. An append in a quiet moment opens a window that only a sync closes which
 * began after it and has returned; nothing as large as a vote may leave in it.
 *
 * Only quiet moments are judged, in which all appends are synced and what rested on them has left:
 * else a send may be one that an earlier sync released, and nothing outside the process can tell.
 */
export function judge(calls: readonly Call[]): { windows: number; early: number } {
  let [windows, early, inFlight, lastMs] = [0, 0, 0, -Infinity];
  let isOpen = false; // an append of a quiet moment waits for its sync
  let isCovered = true; // by a sync that began after the newest append
  let hasLeft = false; // something, since the last sync returned
  for (const { kind, atMs } of calls) {
    if (kind === "append") {
      const isQuiet = inFlight === 0 && isCovered && hasLeft && atMs - lastMs > QUIET_MS;
      if (isQuiet) windows += 1;
      isOpen ||= isQuiet;
      isCovered = false;
    } else if (kind === "sync") {
      inFlight += 1;
      isCovered = true;
    } else if (kind === "synced") {
      inFlight -= 1;
      isOpen = false;
      hasLeft = false;
    } else {
      if (isOpen) early += 1;
      hasLeft = true;
    }
    lastMs = atMs;
  }
  return { windows, early };
}
