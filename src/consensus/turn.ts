import type { Candidate, Replica } from "./replica.ts";
import type { Effect } from "./events.ts";
import type { Message } from "./messages.ts";
import type { Note, Peer } from "./ports.ts";

/** The replica while one `step` works on it. Nothing outside of that step ever sees it change. */
export type Draft = { -readonly [Name in keyof Replica]: Replica[Name] };

/** One `step` in progress: the rules read and write `state`, and say in `effects` what the driver is to do. */
export interface Turn {
  readonly state: Draft;
  readonly effects: Effect[];
  readonly nowMs: number;
  /** C8. True while a journal is replayed: nothing is signed, journalled or forwarded. */
  readonly restoring: boolean;
  /** Maps copied in this step, which may be written to. */
  readonly copied: Set<string>;
  /** What is false in the message being taken in. Nothing more of it is looked at: each check costs us, and its sender nothing. */
  accusation: string | undefined;
}

export function beginTurn(replica: Replica, nowMs: number, restoring = false): Turn {
  const state = { ...replica };
  return { state, effects: [], nowMs, restoring, copied: new Set(), accusation: undefined };
}

type MapNames =
  | ("prepared" | "skipped" | "votes" | "own" | "unsigned" | "proposals" | "candidates")
  | ("wants" | "answeredMs" | "timers");
type KeyOf<N extends MapNames> = Parameters<Replica[N]["get"]>[0];
type ValueOf<N extends MapNames> = Exclude<ReturnType<Replica[N]["get"]>, undefined>;

/** A map of the draft to write to. The replica that the step began with keeps its own. */
export function writable<N extends MapNames>(turn: Turn, name: N): Map<KeyOf<N>, ValueOf<N>> {
  if (!turn.copied.has(name)) {
    turn.copied.add(name);
    const fresh = new Map<unknown, unknown>(turn.state[name]);
    (turn.state as Record<string, unknown>)[name] = fresh;
  }
  return turn.state[name] as unknown as Map<KeyOf<N>, ValueOf<N>>;
}

/** Replaces one element of a list that is kept per validator. */
export function replaced<T>(list: readonly T[], at: number, value: T): readonly T[] {
  const copy = [...list];
  copy[at] = value;
  return copy;
}

export function updateCandidate(turn: Turn, hex: string, change: Partial<Candidate>): void {
  const candidate = turn.state.candidates.get(hex);
  if (candidate !== undefined) writable(turn, "candidates").set(hex, { ...candidate, ...change });
}

export function send(turn: Turn, to: Peer, message: Message): void {
  turn.effects.push({ kind: "send", to, message });
}

/** Proposals, final certificates and STATUS are all that observers need to follow. */
export function broadcast(turn: Turn, message: Message): void {
  if (turn.restoring) return;
  const isForAll =
    message.kind === "proposal" ||
    message.kind === "status" ||
    (message.kind === "certificate" && message.certificate.kind === "commit");
  const audience = isForAll ? "everyone" : "validators";
  turn.effects.push({ kind: "broadcast", message, audience });
}

export function note(turn: Turn, said: Note): void {
  turn.effects.push({ kind: "note", note: said });
}
