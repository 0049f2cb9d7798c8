import type { Header } from "../chain/block.ts";
import { isLastOfEpoch } from "../chain/epoch.ts";
import type { Certificate } from "../chain/vote.ts";
import { toHex } from "../primitives/bytes.ts";
import type { BlockWithBodies, Message, MessageOf } from "./messages.ts";
import type { ChainPort, Peer } from "./ports.ts";
import type { Replica } from "./replica.ts";
import { bounds } from "./timing.ts";
import { send, type Turn } from "./turn.ts";

/** C8: a block is served by digest as long as it is kept: from the core while it is uncommitted, then by the chain. */
export function serveBlock(turn: Turn, to: Peer, digest: Uint8Array): void {
  const candidate = turn.state.candidates.get(toHex(digest));
  if (candidate === undefined) turn.effects.push({ kind: "serve-block", to, digest });
  else send(turn, to, { kind: "have-block", block: candidate.block });
}

/** C1, C9: certificates of a range of views, ascending, one page. Below the committed view its certificate says it all. */
export function serveCertificates(
  turn: Turn,
  to: Peer,
  { epoch, fromView, toView }: MessageOf<"want-certificates">,
): void {
  const { committed, prepared, skipped, setup, view } = turn.state;
  if (epoch !== setup.validators.epoch) return;
  const certificates = certificatesBetween(
    fromView <= committed.view ? committed.certificate : undefined,
    { prepared, skipped },
    Math.max(fromView, committed.view + 1),
    Math.min(toView, view),
  );
  if (certificates.length > 0) send(turn, to, { kind: "have-certificates", certificates });
}

function certificatesBetween(
  first: Certificate | undefined,
  { prepared, skipped }: Pick<Replica, "prepared" | "skipped">,
  fromView: number,
  toView: number,
): readonly Certificate[] {
  const page = first === undefined ? [] : [first];
  for (let at = fromView; at <= toView && page.length < bounds.certificatesPage; at++) {
    for (const one of [skipped.get(at), prepared.get(at)]) if (one !== undefined) page.push(one);
  }
  return page.slice(0, bounds.certificatesPage);
}

/** C9. As many of the bodies as one answer takes; who lacks the rest asks again. */
export function bodiesFor(
  chain: ChainPort,
  wireHashes: readonly Uint8Array[],
): Message | undefined {
  const bodies: Uint8Array[] = [];
  let bytes = 0;
  for (const wireHash of wireHashes) {
    const body = chain.body(wireHash);
    if (body === undefined) continue;
    bytes += body.length;
    if (bytes > bounds.bodiesBytes && bodies.length > 0) break;
    bodies.push(body);
  }
  return bodies.length === 0 ? undefined : { kind: "have-bodies", bodies };
}

/**
 * C9, C6. A page of committed blocks from a height on, and the proof of its last one: its own certificate, or the headers
 * up to the next block that has one. Undefined above the head, and below what is kept.
 */
export function pageFrom(chain: ChainPort, fromHeight: number): Message | undefined {
  const blocks: BlockWithBodies[] = [];
  let bytes = 0;
  let certificate: Certificate | undefined;
  let height = fromHeight;
  for (; blocks.length < bounds.pageBlocks; height++) {
    const stored = chain.committedBlock(height);
    if (stored === undefined) break;
    const { block, bodies } = stored;
    for (const body of bodies) bytes += body.length;
    if (bytes > bounds.pageBytes && blocks.length > 0) break;
    blocks.push({ block, bodies });
    certificate = stored.certificate;
    if (!isLastOfEpoch(block.header)) continue;
    height += 1; // C13: no certificate of the next epoch can prove this one's blocks
    break;
  }
  if (blocks.length === 0) return undefined;
  const headers: Header[] = [];
  for (; certificate === undefined && headers.length < bounds.pageHeaders; height++) {
    const stored = chain.committedBlock(height);
    if (stored === undefined) return undefined;
    headers.push(stored.block.header);
    certificate = stored.certificate;
  }
  return certificate === undefined
    ? undefined
    : { kind: "have-blocks", blocks, headers, certificate };
}
