import type { LoadProgress } from "./run-plan.ts";

/** How a load is getting on: one line on a terminal, renewed in place; elsewhere nothing, as with progress bars. */
export interface StatusLine {
  show(progress: LoadProgress): void;
  end(): void;
}

export function createStatusLine(shown: boolean): StatusLine {
  const isShown = shown && process.stderr.isTTY;
  return {
    show(progress) {
      if (isShown) process.stderr.write(`\r\u001b[K${statusText(progress)}`);
    },
    end() {
      if (isShown) process.stderr.write("\r\u001b[K");
    },
  };
}

export function statusText({ part, signed, seconds, committed, refused }: LoadProgress): string {
  if (part === "signing") return `signing ahead: ${signed}`;
  const rate = seconds > 0 ? Math.round(committed / seconds) : 0;
  const busy = refused === 0 ? "" : `, ${refused} refused`;
  return `${Math.round(seconds)} s: ${committed} committed, ${rate} a second${busy}`;
}
