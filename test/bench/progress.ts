/** Says how far a measurement is: a line, or on a terminal one that the next replaces. */
export interface Say {
  (text: string): void;
  /** For counters: elsewhere than on a terminal one every few seconds is enough. */
  readonly now: (text: string) => void;
}

const QUIET_MS = 10_000;

export function createSay(stream: NodeJS.WriteStream = process.stderr): Say {
  let isOpen = false;
  let lastMs = 0;
  const say = (text: string): void => {
    stream.write(isOpen ? `\r\u001b[K${text}\n` : `${text}\n`);
    isOpen = false;
  };
  return Object.assign(say, {
    now(text: string): void {
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${text}`);
        isOpen = true;
      } else if (Date.now() - lastMs > QUIET_MS) {
        lastMs = Date.now();
        stream.write(`  ${text}\n`);
      }
    },
  });
}
