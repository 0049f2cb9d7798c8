import { admission, authority, participantName } from "../../chain/participant.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { entryKey } from "../entry-key.ts";
import { stored } from "../stored.ts";

/** A participant as the ledger knows it. */
export const participantRecord = field.record({
  name: participantName,
  roles: admission.shape.roles,
  country: admission.shape.country,
  lei: admission.shape.lei,
  account: field.account(),
  /** Height at which it was admitted; 0 for genesis. */
  since: field.count(),
  /** Why the council suspended it, while it is. */
  suspended: field.optional(field.text(140)),
});
export type ParticipantRecord = ValueOf<typeof participantRecord>;

/** An account: who owns it and how it is signed for. */
export const accountRecord = field.record({ participant: participantName, authority });
export type AccountRecord = ValueOf<typeof accountRecord>;

export const participants = stored(participantRecord, (name: string) => `participant/${name}`);
export const accounts = stored(accountRecord, entryKey("account"));
