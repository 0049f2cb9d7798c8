/** One of each in turn, as long as there are any. Nothing is taken ahead. */
export function* roundRobin<T>(sources: readonly Iterator<T>[]): Generator<T> {
  let left = sources;
  while (left.length > 0) {
    const next: Iterator<T>[] = [];
    for (const source of left) {
      const one = source.next();
      if (one.done === true) continue;
      next.push(source);
      yield one.value;
    }
    left = next;
  }
}
