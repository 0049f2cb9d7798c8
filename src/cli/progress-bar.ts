/** A bar on a terminal; elsewhere nothing, because a log full of bars helps nobody. */
export interface ProgressBar {
  advance(count: number): void;
  end(): void;
}

const WIDTH = 30;

export function createProgressBar(total: number, shown: boolean): ProgressBar {
  let done = 0;
  const draw = (): void => {
    if (!shown || !process.stderr.isTTY) return;
    const filled = total === 0 ? WIDTH : Math.floor((WIDTH * done) / total);
    const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    process.stderr.write(`\r${bar} ${done}/${total}`);
  };
  draw();
  return {
    advance(count) {
      done += count;
      draw();
    },
    end() {
      if (shown && process.stderr.isTTY) process.stderr.write("\n");
    },
  };
}
