import type { Part } from "../form/parts.ts";
import type { Head } from "../form/head.ts";
import { type Attachment, type Closing, type Manifest, VERSION } from "./manifest.ts";

/** What a document is made of, before it has a seed. */
export interface Document {
  readonly head: Head;
  readonly parts: readonly Part[];
  readonly closing?: Partial<Closing>;
  readonly attachments: readonly Attachment[];
}

/** `seed`: 32 random bytes, new for every document, even if it says the same. */
export function createManifest(
  { head, parts, closing, attachments }: Document,
  seed: Uint8Array,
): Manifest {
  const nothing = { result: undefined, preparedBy: undefined, message: undefined };
  return {
    ...{ version: VERSION, seed, head, attachments },
    items: parts.map(({ item, part }) => ({ item, part })),
    closing: { ...nothing, ...closing },
  };
}
