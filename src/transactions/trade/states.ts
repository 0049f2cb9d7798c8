/**
 * One arrow, or several alike, of the drawing of a state machine of trade (docs/reference/trade-states.md): by which step, taken by whom,
 * a thing gets from one status to another. The operations decide by rules of their own; tests hold each table to them.
 */
export interface Move<Status extends string, Step extends string, Party extends string> {
  readonly step: Step;
  /** The ledger takes what is nobody's, when a time has passed or something else has happened. */
  readonly by: readonly (Party | "ledger")[];
  /** None: with this it begins. */
  readonly from: readonly Status[];
  /** Absent: it stays where it is. */
  readonly to?: Status;
  /** What else has to be so. */
  readonly if?: string;
}
