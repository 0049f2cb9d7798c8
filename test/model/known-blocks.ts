import { type Block, digestOf, ZERO_HASH } from "../../src/chain/block.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { expectSame, statementText } from "./comparison.ts";
import type { LiveReplica } from "./live-replica.ts";
import type { ModelStatement } from "./trace.ts";

/** The real block of each of the model's digests, 0 being genesis, and what the model's words stand for. */
export class KnownBlocks {
  readonly #blocks = new Map<number, Block>();

  set(digest: number, block: Block): void {
    this.#blocks.set(digest, block);
  }

  get(digest: number): Block | undefined {
    return this.#blocks.get(digest);
  }

  digest(digest: number): Uint8Array {
    return digestOf(this.#blocks.get(digest)!.header);
  }

  withHex(hex: string): Block | undefined {
    return [...this.#blocks.values()].find(({ header }) => toHex(digestOf(header)) === hex);
  }

  said({ kind, digest }: ModelStatement): Uint8Array {
    return kind === "view-change" ? ZERO_HASH : this.digest(digest);
  }

  text(one: ModelStatement): string {
    return statementText(one.kind, one.view, toHex(this.said(one)));
  }

  /** C3. The network answers at once whoever asks for a block. */
  answer({ bench }: LiveReplica, from: number): void {
    for (;;) {
      const wanted = [...bench.replica.wants.keys()].find((key) => key.startsWith("block "));
      if (wanted === undefined) return;
      const block = this.withHex(wanted.slice("block ".length))!;
      bench.receive(from, { kind: "have-block", block });
    }
  }

  /** What a replica of any epoch must hold as the model's does. */
  expectHeld({ bench }: LiveReplica, model: HeldInModel): void {
    const { committed, head, prepared, skipped } = bench.replica;
    expectSame(
      "committed",
      [statementText("commit", committed.view, committed.hex)],
      [this.text(model.committed)],
    );
    expectSame("head", [head.hex], [toHex(this.digest(model.committed.digest))]);
    const certificates = [...prepared.values(), ...skipped.values()];
    expectSame(
      "certificates",
      certificates.map((one) => statementText(one.kind, one.view, toHex(one.digest))),
      model.certificates.map((one) => this.text(one)),
    );
  }
}

interface HeldInModel {
  readonly committed: ModelStatement;
  readonly certificates: readonly ModelStatement[];
}
