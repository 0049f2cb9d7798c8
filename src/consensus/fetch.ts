import { digestOf } from "../chain/block.ts";
import { primaryOf } from "../chain/validator-set.ts";
import type { Certificate } from "../chain/vote.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { certifiedBlocks } from "./candidates.ts";
import type { Message } from "./messages.ts";
import type { Peer } from "./ports.ts";
import {
  type Candidate,
  type CatchUp,
  endsEpoch,
  pathToHead,
  peerOf,
  type Replica,
} from "./replica.ts";
import { bounds } from "./timing.ts";
import { send, type Turn, writable } from "./turn.ts";

/**
 * What this replica lacks, asked of one peer after the other until it is here (C3, C9).
 *
 * The list is derived from the state after every event, so that nothing needed can be forgotten, and nothing is asked for
 * that is no longer needed.
 */
interface Need {
  /** The same need has the same key as long as asking goes on. */
  readonly key: string;
  readonly ask: Message;
  /** Who served the same before, asked first of all. */
  readonly first?: Peer | undefined;
  /** Validators that should have it, asked next. */
  readonly likely: readonly number[];
  /** How long to wait before asking at all, for what is probably on its way. */
  readonly delayMs: number;
}

/** What a block is asked for under. */
export function blockKey(digest: Uint8Array): string {
  return `block ${toHex(digest)}`;
}

/** Asks for what is due, and drops what is not needed any more. */
export function fetchIfDue(turn: Turn): void {
  const { state, nowMs } = turn;
  const needs = needsOf(state);
  if (needs.length === 0 && state.wants.size === 0) return;
  const keys = new Set(needs.map(({ key }) => key));
  for (const key of state.wants.keys()) if (!keys.has(key)) writable(turn, "wants").delete(key);
  for (const need of needs) {
    const { key, ask, delayMs } = need;
    const want = state.wants.get(key) ?? { tries: 0, nextMs: nowMs + delayMs };
    if (nowMs < want.nextMs) {
      if (!state.wants.has(key)) writable(turn, "wants").set(key, want);
      continue;
    }
    const peer = nextPeer(state, need, want.tries);
    if (peer !== undefined) send(turn, peer, ask);
    const nextMs = nowMs + state.setup.timing.retransmitMs;
    writable(turn, "wants").set(key, { tries: want.tries + 1, nextMs });
  }
}

/**
 * In turn: who served before, the likely ones, then everybody else, then again. Of those who are connected, if it is known: the validators of an
 * old epoch may be gone, and any member's node can serve what is final (C13).
 */
function nextPeer(replica: Replica, { first, likely }: Need, tries: number): Peer | undefined {
  const { setup, peers } = replica;
  const { self, validators } = setup;
  const ofEpoch = [...likely, ...validators.validators.keys()]
    .filter((validator) => validator !== self)
    .map((validator) => peerOf(replica, validator));
  const everybody = [...new Set([...(first === undefined ? [] : [first]), ...ofEpoch, ...peers])];
  const connected = everybody.filter((peer) => peers.has(peer));
  const asked = connected.length > 0 ? connected : everybody;
  return asked[tries % Math.max(1, asked.length)];
}

function needsOf(replica: Replica): readonly Need[] {
  return [
    ...neededCertificates(replica),
    ...neededBlocks(replica),
    ...neededBodies(replica),
    ...neededPages(replica),
  ];
}

/** C1, C9: between the committed view and this one, and between the current proposal and its parent. */
function neededCertificates(replica: Replica): readonly Need[] {
  const { view, committed, prepared, skipped, setup } = replica;
  const missing: number[] = [];
  for (let at = view - 1; at > committed.view && !prepared.has(at); at--) {
    if (!skipped.has(at)) missing.push(at);
  }
  const proposal = replica.proposals.get(view);
  const parentView = Math.max(proposal?.parent?.view ?? 0, committed.view);
  if (proposal !== undefined) {
    for (let at = view - 1; at > parentView; at--) if (!skipped.has(at)) missing.push(at);
  }
  if (missing.length === 0) return [];
  const [fromView, toView] = [Math.min(...missing), Math.max(...missing)];
  const { epoch } = setup.validators;
  const key = `certificates ${fromView} ${toView} ${missing.length}`;
  const ask: Message = { kind: "want-certificates", epoch, fromView, toView };
  return [{ key, ask, likely: [primaryOf(setup.validators, view)], delayMs: 0 }];
}

/** C3: prepared blocks that are not here, and the missing parents of blocks that are certified. */
function neededBlocks(replica: Replica): readonly Need[] {
  const { prepared, candidates, head, catchUp } = replica;
  if (catchUp !== undefined && catchUp.waiting.length > 0) return []; // C9: they come by pages, or are too far ahead
  const needs = new Map<string, Need>();
  const need = (digest: Uint8Array, certificate: Certificate | undefined): void => {
    const hex = toHex(digest);
    if (hex === head.hex || candidates.has(hex) || needs.has(hex)) return;
    const likely = signersOf(certificate);
    const delayMs = fetchDelayMs(replica);
    needs.set(hex, {
      ...{ key: blockKey(digest), likely, delayMs },
      ask: { kind: "want-block", digest },
    });
  };
  for (const certificate of prepared.values()) need(certificate.digest, certificate);
  if (replica.committed.view > head.view) {
    need(replica.committed.digest, replica.committed.certificate);
  }
  if (candidates.size > 0) {
    const certified = certifiedBlocks(replica);
    for (const { hex, block } of candidates.values()) {
      const isAboveChild = block.header.height > head.header.height + 1;
      if (isAboveChild && certified.has(hex)) need(block.header.parent, undefined);
    }
  }
  return [...needs.values()];
}

/** Bodies of the current proposal, of which the primary has all, and of certified blocks. */
function neededBodies(replica: Replica): readonly Need[] {
  const { view, candidates, setup } = replica;
  const lacking = [...candidates.values()].filter(({ missing }) => (missing?.length ?? 0) > 0);
  if (lacking.length === 0) return [];
  const certified = certifiedBlocks(replica);
  const proposal = replica.proposals.get(view);
  const proposed = proposal === undefined ? undefined : toHex(digestOf(proposal.block.header));
  return lacking
    .filter(({ hex }) => hex === proposed || certified.has(hex))
    .map(({ hex, missing }: Candidate): Need => {
      const wireHashes = missing!;
      const likely =
        hex === proposed ? [primaryOf(setup.validators, view)] : signersFor(replica, hex);
      const key = `bodies ${hex} ${wireHashes.length}`;
      return { key, ask: { kind: "want-bodies", wireHashes }, likely, delayMs: 0 };
    });
}

/**
 * C9: committed blocks of which more are missing than the last one. Page after page without waiting: the next one is asked for
 * while this one is executed, and no more than that one (C10).
 */
function neededPages(replica: Replica): readonly Need[] {
  const { committed, head, catchUp } = replica;
  if (committed.view <= head.view || pathToHead(replica, committed.hex) !== undefined) return [];
  if (catchUp !== undefined && !mayFollow(replica, catchUp)) return [];
  const fromHeight = (catchUp?.tip ?? head.header).height + 1;
  const isCatchingUp = catchUp !== undefined || replica.lastPageHeight === head.header.height;
  return [
    {
      key: `blocks ${fromHeight}`,
      ask: { kind: "want-blocks", fromHeight },
      first: replica.pagesFrom,
      likely: signersOf(committed.certificate),
      delayMs: isCatchingUp ? 0 : fetchDelayMs(replica),
    },
  ];
}

/** Whether there is room for another page, and one that this epoch can prove (C13). */
function mayFollow(replica: Replica, { waiting, tip, digest }: CatchUp): boolean {
  if (waiting.length >= bounds.pagesWaiting || endsEpoch(replica, tip)) return false;
  return !equalBytes(digest, replica.committed.digest);
}

function fetchDelayMs({ setup }: Replica): number {
  return Math.floor(setup.timing.retransmitMs / 4);
}

function signersOf(certificate: Certificate | undefined): readonly number[] {
  return certificate?.seals.map(({ validator }) => validator) ?? [];
}

function signersFor(replica: Replica, hex: string): readonly number[] {
  for (const certificate of replica.prepared.values()) {
    if (toHex(certificate.digest) === hex) return signersOf(certificate);
  }
  return replica.committed.hex === hex ? signersOf(replica.committed.certificate) : [];
}
