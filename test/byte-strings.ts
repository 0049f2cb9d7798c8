/** How many byte strings each decoder is given. */
export const CASES = 100_000;

/**
 * Byte strings for a decoder: three of four are samples with a few bytes changed and sometimes cut short, the others noise.
 * A small generator of our own: fast-check's arrays cost more than the decoders that they feed.
 */
export function* byteStrings(seed: number, samples: readonly Uint8Array[]): Generator<Uint8Array> {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
  for (let i = 0; i < CASES; i++) {
    const base = samples[next() % samples.length]!;
    const mutate = next() % 4 !== 0;
    const bytes = mutate
      ? base.slice(0, next() % 8 === 0 ? next() % (base.length + 1) : base.length)
      : new Uint8Array(next() % 300);
    const changes = mutate ? 1 + (next() % 4) : bytes.length;
    for (let j = 0; j < changes && bytes.length > 0; j++) {
      bytes[mutate ? next() % bytes.length : j] = next() & 0xff;
    }
    yield bytes;
  }
}
