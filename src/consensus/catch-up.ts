import { digestOf } from "../chain/block.ts";
import { equalBytes } from "../primitives/bytes.ts";
import { admitBlock, isWellFormed } from "./candidates.ts";
import { isProven, receiveCertificate } from "./certificates.ts";
import type { BlockWithBodies, MessageOf } from "./messages.ts";
import type { Replica } from "./replica.ts";
import type { Turn } from "./turn.ts";

/**
 * C9. A page of committed blocks. Everything is checked before anything is kept: the blocks follow the head or the page before,
 * the headers follow them, and a quorum committed the last one (C6). They are executed and handed over like any final
 * block.
 */
export function receivePage(turn: Turn, page: MessageOf<"have-blocks">): void {
  const { state } = turn;
  const { certificate } = page;
  if (certificate.kind !== "commit" || certificate.epoch !== state.setup.validators.epoch) return;
  if (certificate.view <= state.head.view) return;
  const isExecuting =
    state.page !== undefined && equalBytes(state.page.digest, state.page.certificate.digest);
  if (isExecuting) return;
  const blocks = newBlocks(state, page);
  const last = blocks?.[blocks.length - 1]?.block.header;
  if (blocks === undefined || last === undefined || !isProven(turn, certificate)) return;
  receiveCertificate(turn, certificate);
  for (const { block, bodies } of blocks) {
    admitBlock(turn, block, bodies, { journalled: true }); // peers have it on disk: no need to keep it twice (C8)
  }
  state.page = { tip: last, digest: digestOf(last), certificate };
  state.lastPageHeight = last.height;
}

function newBlocks(
  { head, page: before }: Replica,
  { blocks, headers, certificate }: MessageOf<"have-blocks">,
): readonly BlockWithBodies[] | undefined {
  let { height } = before?.tip ?? head.header;
  let digest = before?.digest ?? head.digest;
  const above = blocks.filter(({ block }) => block.header.height > height);
  if (!above.every(({ block }) => isWellFormed(block))) return undefined;
  for (const header of [...above.map(({ block }) => block.header), ...headers]) {
    if (!equalBytes(header.parent, digest) || header.height !== height + 1) return undefined;
    digest = digestOf(header);
    height = header.height;
  }
  return equalBytes(digest, certificate.digest) ? above : undefined;
}
