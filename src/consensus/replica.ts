import { type Block, digestOf, type Header } from "../chain/block.ts";
import { isLastOfEpoch } from "../chain/epoch.ts";
import { indexOfKey, primaryOf, type ValidatorSet } from "../chain/validator-set.ts";
import type { Certificate, Vote, VoteKind } from "../chain/vote.ts";
import { toHex } from "../primitives/bytes.ts";
import type { BlockWithBodies, Proposal } from "./messages.ts";
import type { JournalRecord } from "./journal-entry.ts";
import type {
  CommittedBlock,
  EpochStart,
  Evidence,
  Identity,
  Peer,
  SignerPort,
  TimerName,
} from "./ports.ts";
import type { Timing } from "./timing.ts";

/**
 * What does not change within an epoch. The signer is deterministic in what it signs, so `step` stays a pure function of its
 * events and of which statements were signed when they were asked for.
 */
export interface Setup extends Identity {
  readonly validators: ValidatorSet;
  readonly timing: Timing;
  /** This node's place in the set; undefined while it only follows. */
  readonly self: number | undefined;
  readonly signer: SignerPort;
  /**
   * C8. An operator's explicit command for a validator that lost its memory where no q others can vouch for it (n ≤ 2): it
   * votes at once, and adopts the votes that its peers echo.
   */
  readonly voteAnyway: boolean;
}

/** The setup of an epoch (C13), for a node that knows who it is. */
export function setupOf(
  { chainId, publicKey, signer, voteAnyway }: Omit<Setup, "validators" | "timing" | "self">,
  { validators, timing }: Pick<EpochStart, "validators" | "timing">,
): Setup {
  const place = publicKey === undefined ? -1 : indexOfKey(validators, publicKey);
  const self = place < 0 ? undefined : place;
  return { chainId, publicKey, signer, voteAnyway, validators, timing, self };
}

/** The newest block that is final, executed and handed over to the chain. */
export interface Head {
  readonly header: Header;
  readonly digest: Uint8Array;
  readonly hex: string;
  /** True if it holds no transaction (C11). */
  readonly empty: boolean;
  /** The view of this epoch that it was committed in; 0 for the block that the epoch begins on. */
  readonly view: number;
}

/** A block above the head, on its way from received to executed. */
export interface Candidate {
  readonly block: Block;
  readonly digest: Uint8Array;
  readonly hex: string;
  readonly parentHex: string;
  /** The clock at the header's first receipt, by which C12 judges once. */
  readonly firstSeenMs: number;
  /** Bodies that are not here; undefined while the chain has not looked. */
  readonly missing: readonly Uint8Array[] | undefined;
  readonly verdict: "unknown" | "asked" | "acceptable" | { readonly problem: string };
  readonly execution: "none" | "asked" | "done";
  readonly journalled: boolean;
  /** C13: the epoch that begins above it, once it is executed and if it is the last of its own. */
  readonly next: EpochStart | undefined;
}

/** Votes of one view, by kind and validator. One of a kind each: a second, different one is evidence (C14). */
export type ViewVotes = Readonly<Record<VoteKind, ReadonlyMap<number, Vote>>>;

/** Own votes of one view. */
export type OwnVotes = Readonly<Partial<Record<VoteKind, Vote>>>;

/** Votes of one view that were due and that the signer did not sign. They were not cast: C7 knows nothing of them. */
export interface UnsignedVotes {
  /** When the signer is asked again, by kind. */
  readonly againMs: Readonly<Partial<Record<VoteKind, number | undefined>>>;
  /**
   * The block that this replica wanted to propose. The signer may have signed it although its answer did not come, and would
   * then refuse any other.
   */
  readonly proposal: string | undefined;
}

/** Something asked of peers: who was asked how often, and when the next is asked. */
export interface Want {
  readonly tries: number;
  readonly nextMs: number;
}

interface Recollection {
  readonly voteAbove: number;
  readonly votedAnew?: true;
}

/**
 * Whether this replica may vote (C8). `voteAbove` is 0 unless it forgot votes of this epoch; `votedAnew` says that none that it
 * forgot lies in a later one (C13).
 */
export type Standing =
  /** Nothing is signed before q − 1 other validators said which votes of this replica they hold. */
  | ({ readonly kind: "listening"; readonly heard: readonly number[] } & Recollection)
  | ({ readonly kind: "voting" } & Recollection)
  /** It forgot votes: nothing is signed until q others reported their highest certified views. */
  | { readonly kind: "observing"; readonly reported: ReadonlyMap<number, number> }
  /** A quorum agreed on what this replica finds wrong. */
  | { readonly kind: "faulty"; readonly reason: string };

/** C9. Pages of committed blocks, each proven when it came, on their way to the head. */
export interface CatchUp {
  /** The last block of the newest page: the next one follows it. */
  readonly tip: Header;
  readonly digest: Uint8Array;
  /** What of each page was not taken up yet, in order: the page that is executed and the one ahead of it (C10). */
  readonly waiting: readonly (readonly BlockWithBodies[])[];
  /** The newest block that was taken up. */
  readonly taken: Uint8Array;
  /**
   * The pages' certificates, lowest first. The head moves to the block that one names, in this page or a later one: what is
   * committed on disk must carry its own certificate.
   */
  readonly proofs: readonly Certificate[];
}

/** Everything that a replica knows. Values are never changed in place; `step` returns a new one. */
export interface Replica {
  readonly setup: Setup;
  readonly standing: Standing;
  /** C8, C13. What the journal holds of epochs that the chain on this node's disk has not reached. */
  readonly later: readonly JournalRecord[];

  readonly view: number;
  readonly enteredMs: number;
  /** When T of this view runs out (C10). */
  readonly deadlineMs: number;
  /** T's length in this view, fixed at entry: C11's T/2 refers to it. */
  readonly timeoutMs: number;
  /** k of C10. */
  readonly failures: number;
  readonly retransmitAtMs: number;
  /** C11: nothing to agree on. T and retransmission run from `awakeFromMs` only. */
  readonly idle: boolean;
  readonly awakeFromMs: number;
  /** When this view fell asleep, and how long views before it slept: C10 measures silence without that. */
  readonly asleepFromMs: number;
  readonly sleptBeforeMs: number;
  /** Whether a transaction could be included on this parent now; undefined until the chain has said. */
  readonly includable: { readonly parentHex: string; readonly known: boolean } | undefined;
  /** The parent that the chain was asked about, so that it is asked once. */
  readonly askedIncludable: string | undefined;
  /** Waiting transactions were passed on to the primary of this view. */
  readonly offered: boolean;
  /** A block for this view was asked of the chain. */
  readonly building: boolean;
  /** When this view's primary may propose an empty block; undefined if that is not what it waits for. */
  readonly proposeAtMs: number | undefined;
  /** The last view given up because its primary was silent (C10). */
  readonly silentView: number;

  readonly head: Head;
  /** The best commit certificate known, ahead of the head while blocks are missing. View 0 has none. */
  readonly committed: {
    readonly view: number;
    readonly digest: Uint8Array;
    readonly hex: string;
    readonly certificate: Certificate | undefined;
  };
  readonly catchUp: CatchUp | undefined;
  /** Who sent the last page: asked first for the next one (C9). */
  readonly pagesFrom: Peer | undefined;
  /** Height at which the last page ended: a head that stands there is catching up. */
  readonly lastPageHeight: number;
  /** The height that is known to be on disk. */
  readonly durableHeight: number;

  /** Certificates above the committed view. */
  readonly prepared: ReadonlyMap<number, Certificate>;
  readonly skipped: ReadonlyMap<number, Certificate>;
  /** Votes from above the committed view up to the own view + window. */
  readonly votes: ReadonlyMap<number, ViewVotes>;
  readonly own: ReadonlyMap<number, OwnVotes>;
  /** Above the committed view, like the votes that they would have been. */
  readonly unsigned: ReadonlyMap<number, UnsignedVotes>;
  /** First proposal of each view, without bodies. */
  readonly proposals: ReadonlyMap<number, Proposal>;
  readonly candidates: ReadonlyMap<string, Candidate>;

  /** Of each validator: when something signed was last heard (in `activeMs`), the highest view signed, the newest vote. */
  readonly heardMs: readonly number[];
  readonly claims: readonly number[];
  readonly newest: readonly (Vote | undefined)[];
  readonly evidence: readonly Evidence[];
  /** Who is connected: whom to ask, where validators of an old epoch are long gone. */
  readonly peers: ReadonlySet<Peer>;
  readonly wants: ReadonlyMap<string, Want>;
  /** When each peer was last answered because it was behind (C9). */
  readonly answeredMs: ReadonlyMap<Peer, number>;
  readonly askedAheadMs: number;
  readonly timers: ReadonlyMap<TimerName, number>;
}

/** The state before the `start` event, on a head and with the standing that the journal gives. */
export function createReplica(
  setup: Setup,
  newest: CommittedBlock,
  standing: Standing,
  nowMs: number,
): Replica {
  const head = headOf(newest);
  return {
    ...epochState(setup, head, nowMs),
    setup,
    standing,
    later: [],
    committed: { ...head, certificate: head.view === 0 ? undefined : newest.certificate },
    failures: 0,
    pagesFrom: undefined,
    lastPageHeight: -1,
    durableHeight: head.header.height,
    candidates: new Map(),
    evidence: [],
    peers: new Set(),
    timers: new Map(),
  };
}

/** C13. What an epoch begins with on its parent; all that belongs to the epoch before is forgotten. */
export function epochState(setup: Setup, head: Head, nowMs: number) {
  const n = setup.validators.validators.length;
  return {
    setup,
    view: head.view,
    head,
    committed: { ...head, certificate: undefined },
    enteredMs: nowMs,
    deadlineMs: nowMs,
    timeoutMs: setup.timing.baseTimeoutMs,
    retransmitAtMs: nowMs,
    idle: false,
    awakeFromMs: nowMs,
    asleepFromMs: nowMs,
    sleptBeforeMs: 0,
    includable: undefined,
    askedIncludable: undefined,
    offered: false,
    building: false,
    proposeAtMs: undefined,
    silentView: -1,
    catchUp: undefined,
    prepared: new Map<number, Certificate>(),
    skipped: new Map<number, Certificate>(),
    votes: new Map<number, ViewVotes>(),
    own: new Map<number, OwnVotes>(),
    unsigned: new Map<number, UnsignedVotes>(),
    proposals: new Map<number, Proposal>(),
    heardMs: new Array<number>(n).fill(nowMs),
    claims: new Array<number>(n).fill(0),
    newest: new Array<Vote | undefined>(n).fill(undefined),
    wants: new Map<string, Want>(),
    answeredMs: new Map<Peer, number>(),
    askedAheadMs: nowMs - setup.timing.retransmitMs,
  };
}

/** C13. On the last block of an epoch the views of the next one begin, whatever view it was committed in. */
function headOf({ block, digest, certificate }: CommittedBlock): Head {
  return {
    header: block.header,
    digest,
    hex: toHex(digest),
    empty: block.transactions.length === 0,
    view: isLastOfEpoch(block.header) ? 0 : (certificate?.view ?? 0),
  };
}

export function candidateOf(block: Block, firstSeenMs: number): Candidate {
  const digest = digestOf(block.header);
  return {
    block,
    digest,
    hex: toHex(digest),
    parentHex: toHex(block.header.parent),
    firstSeenMs,
    missing: undefined,
    verdict: "unknown",
    execution: "none",
    journalled: false,
    next: undefined,
  };
}

/** The validator's place if the peer is one of this epoch, else undefined. */
export function validatorAt(replica: Replica, peer: Peer): number | undefined {
  const at = replica.setup.validators.validators.findIndex((one) => one.peerId === peer);
  return at < 0 ? undefined : at;
}

export function peerOf(replica: Replica, validator: number): Peer {
  return replica.setup.validators.validators[validator]!.peerId;
}

/** The primary of the current view. */
export function currentPrimary(replica: Replica): number {
  return primaryOf(replica.setup.validators, replica.view);
}

/** C13. True if the header is that of the last block of the replica's own epoch: no block of the epoch follows it. */
export function endsEpoch({ setup }: Replica, header: Header): boolean {
  return header.epoch === setup.validators.epoch && isLastOfEpoch(header);
}

/** True if the block is the head or executed above it: then children can be built, checked and executed. */
export function isExecuted(replica: Replica, hex: string): boolean {
  return hex === replica.head.hex || replica.candidates.get(hex)?.execution === "done";
}

/** The header of the head or of a candidate. */
export function headerOf(replica: Replica, hex: string): Header | undefined {
  if (hex === replica.head.hex) return replica.head.header;
  return replica.candidates.get(hex)?.block.header;
}

/** True if the block is known here and holds no transaction. */
export function isEmptyBlock(replica: Replica, hex: string): boolean {
  if (hex === replica.head.hex) return replica.head.empty;
  return replica.candidates.get(hex)?.block.transactions.length === 0;
}

/** From the block down to the child of the head; undefined if a block between is not here. */
export function pathToHead(replica: Replica, hex: string): readonly Candidate[] | undefined {
  const path: Candidate[] = [];
  let at = hex;
  while (at !== replica.head.hex) {
    const candidate = replica.candidates.get(at);
    if (candidate === undefined) return undefined;
    path.push(candidate);
    at = candidate.parentHex;
  }
  return path;
}
