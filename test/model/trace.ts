import type { VoteKind } from "../../src/chain/vote.ts";

/** What the model says of a run, as spec/consensus.qnt declares it. */
export interface ModelStatement {
  readonly kind: VoteKind;
  readonly view: number;
  readonly digest: number;
}

export interface ModelReplica {
  readonly view: number;
  readonly certificates: readonly ModelStatement[];
  readonly committed: ModelStatement;
  readonly observing: boolean;
  readonly voteAbove: number;
}

export interface ModelAction {
  readonly name: string;
  readonly by: number;
  readonly said: ModelStatement;
  readonly parent: ModelStatement;
  readonly detail: string;
  /** Who sent it. */
  readonly from: number;
  /** The replica has what it needs to propose. */
  readonly ready: boolean;
}

export interface ModelSetup {
  readonly count: number;
  readonly byzantine: readonly number[];
}

export interface ModelState {
  readonly setup: ModelSetup;
  readonly replicas: ReadonlyMap<number, ModelReplica>;
  /** Which honest replicas ever sent what. */
  readonly votes: ReadonlyMap<ModelStatement, readonly number[]>;
  readonly lastAction: ModelAction;
}

/** What spec/epoch-blocks.qnt declares. */
export interface ModelNode {
  readonly epoch: number;
  readonly base: number;
  readonly replica: ModelReplica;
}

export interface ModelEpochBlock {
  readonly parent: number;
  readonly epoch: number;
  readonly base: number;
  readonly isLast: boolean;
  /** Of a last block: the set of the next epoch. */
  readonly next: number;
}

export interface ModelEpochAction {
  readonly name: string;
  readonly by: number;
  readonly epoch: number;
  readonly base: number;
  readonly said: ModelStatement;
  readonly parent: ModelStatement;
}

export interface ModelEpochState {
  readonly nodes: ReadonlyMap<number, ModelNode>;
  /** Which honest replicas ever sent what. */
  readonly votes: ReadonlyMap<
    { readonly epoch: number; readonly said: ModelStatement },
    readonly number[]
  >;
  readonly blocks: ReadonlyMap<number, ModelEpochBlock>;
  readonly lastAction: ModelEpochAction;
}

/** The states of a run in the Informal Trace Format. Names of variables carry their module's, which is dropped. */
export function statesOf<State = ModelState>(trace: unknown): readonly State[] {
  const { states } = trace as { states: readonly Record<string, unknown>[] };
  return states.map((state) => {
    const variables = Object.entries(state)
      .filter(([name]) => !name.startsWith("#"))
      .map(([name, value]) => [name.split("::").at(-1)!, plain(value)]);
    return Object.fromEntries(variables) as State;
  });
}

/** Numbers, sets and tuples as arrays, maps as maps, records as they are. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if ("#bigint" in value) return Number(value["#bigint"]);
  if ("#set" in value) return plain(value["#set"]);
  if ("#tup" in value) return plain(value["#tup"]);
  if ("#map" in value) return new Map(plain(value["#map"]) as [unknown, unknown][]);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
