import type { Block } from "../chain/block.ts";
import type { Certificate } from "../chain/vote.ts";
import type { JournalEntry } from "./journal-entry.ts";
import type { Memory } from "./restore.ts";
import type { Message } from "./messages.ts";
import type {
  Audience,
  BuiltBlock,
  EpochStart,
  Note,
  OfferedBody,
  Peer,
  TimerName,
} from "./ports.ts";

/** What happened, as the core learns it. Time enters the core only as the `nowMs` that every event carries. */
export type Event = { readonly nowMs: number } &
  /** The first event, with what the journal held (C8). Bodies of its blocks were given to the chain before. */
  (
    | { readonly kind: "start"; readonly memory: Memory }
    | { readonly kind: "message"; readonly from: Peer; readonly message: Message }
    | { readonly kind: "connected"; readonly peer: Peer }
    | { readonly kind: "disconnected"; readonly peer: Peer }
    | { readonly kind: "timer"; readonly name: TimerName }
    /** The pool changed (C11), which may also have brought bodies that a block lacks. */
    | { readonly kind: "transactions-changed" }
    /** Answer to `ask-includable`. */
    | { readonly kind: "includable"; readonly parent: Uint8Array; readonly known: boolean }
    /** Answer to `build`. */
    | {
        readonly kind: "built";
        readonly view: number;
        readonly parent: Uint8Array;
        readonly built: BuiltBlock | undefined;
      }
    /** Answer to `inspect`: which bodies the block lacks here. */
    | {
        readonly kind: "inspected";
        readonly digest: Uint8Array;
        readonly missing: readonly Uint8Array[];
      }
    /** Answer to `check`. */
    | {
        readonly kind: "checked";
        readonly digest: Uint8Array;
        readonly problem: string | undefined;
      }
    /** Answer to `execute`; `next` is the epoch that begins above the block, if any (C13). */
    | {
        readonly kind: "executed";
        readonly digest: Uint8Array;
        readonly next: EpochStart | undefined;
      }
    /** Answer to `commit`: the block of this height is on disk. */
    | { readonly kind: "persisted"; readonly height: number }
  );

/** What the driver is to do, in this order. */
export type Effect =
  | { readonly kind: "journal"; readonly entry: JournalEntry }
  | { readonly kind: "broadcast"; readonly message: Message; readonly audience: Audience }
  | { readonly kind: "send"; readonly to: Peer; readonly message: Message }
  | { readonly kind: "set-timer"; readonly name: TimerName; readonly atMs: number }
  | { readonly kind: "clear-timer"; readonly name: TimerName }
  | { readonly kind: "ask-includable"; readonly parent: Uint8Array }
  | {
      readonly kind: "build";
      readonly view: number;
      readonly parent: Uint8Array;
      readonly timeMs: number;
      readonly empty: boolean;
    }
  | { readonly kind: "add-bodies"; readonly bodies: readonly OfferedBody[] }
  | { readonly kind: "inspect"; readonly block: Block; readonly digest: Uint8Array }
  | { readonly kind: "check"; readonly block: Block; readonly digest: Uint8Array }
  | { readonly kind: "execute"; readonly block: Block; readonly digest: Uint8Array }
  | {
      readonly kind: "commit";
      readonly height: number;
      readonly digest: Uint8Array;
      readonly certificate: Certificate;
    }
  /** A peer sent what an honest one never sends. */
  | { readonly kind: "penalise"; readonly peer: Peer; readonly reason: string }
  /** C11. Passes on waiting transactions: to one peer, or to every validator if it names none. */
  | { readonly kind: "offer"; readonly to: Peer | undefined }
  | { readonly kind: "admit"; readonly bodies: readonly Uint8Array[] }
  | { readonly kind: "serve-block"; readonly to: Peer; readonly digest: Uint8Array }
  | { readonly kind: "serve-bodies"; readonly to: Peer; readonly wireHashes: readonly Uint8Array[] }
  | { readonly kind: "serve-blocks"; readonly to: Peer; readonly fromHeight: number }
  /** C9, C13. An older epoch's hand-over certificate, for a peer that is still in it. */
  | { readonly kind: "serve-hand-over"; readonly to: Peer; readonly epoch: number }
  | { readonly kind: "note"; readonly note: Note };
