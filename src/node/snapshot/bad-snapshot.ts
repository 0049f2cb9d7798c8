/** A peer answered with what its own proofs contradict: whoever sends this is not asked again. */
export class BadSnapshot extends Error {
  constructor(what: string) {
    super(what);
    this.name = "BadSnapshot";
  }
}
