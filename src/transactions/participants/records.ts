import { admission, authority, participantName } from "../../chain/participant.ts";
import type { AccountId } from "../../primitives/account-id.ts";
import { assert } from "../../primitives/assert.ts";
import { toHex } from "../../primitives/bytes.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { entryKey } from "../entry-key.ts";
import { stored, storedGrown } from "../stored.ts";

/** A participant as the first protocol version knew it. */
const firstParticipant = field.record({
  name: participantName,
  roles: admission.shape.roles,
  country: admission.shape.country,
  lei: admission.shape.lei,
  account: field.account(),
  /** Height at which it was admitted; 0 for genesis. */
  since: field.count(),
  /** Why it was suspended, while it is. */
  suspended: field.optional(field.text(140)),
});

/** What a participant shows of itself: kept outside the ledger, which holds a salted hash of it. */
export const profile = field.record({
  /** 1 for the first. */
  version: field.uint(32),
  commitment: field.hash(),
  height: field.count(),
});

/** A participant as the ledger knows it. */
export const participantRecord = field.record({
  ...firstParticipant.shape,
  /** Who admitted it and answers for it, as a wallet does for its users; absent if the council did. */
  sponsor: field.optional(participantName),
  /** True while it is its sponsor that suspends it, and not the council. */
  suspendedBySponsor: field.optional(field.bool()),
  profile: field.optional(profile),
});
export type ParticipantRecord = ValueOf<typeof participantRecord>;

/** What a payer may send of an asset, set by its sponsor: absent is without limit. Counted by block time, in UTC. */
export const paymentLimit = field.record({
  asset: field.asset(),
  perTransfer: field.optional(field.uint64()),
  perDay: field.optional(field.uint64()),
  perYear: field.optional(field.uint64()),
});

/** How many assets a sponsor may limit for one account. */
export const LIMITED_ASSETS_MAX = 16;

/** An account: who owns it and how it is signed for. */
const firstAccount = field.record({ participant: participantName, authority });
export const accountRecord = field.record({
  ...firstAccount.shape,
  limits: field.optional(field.list(paymentLimit, LIMITED_ASSETS_MAX, 1)),
});
export type AccountRecord = ValueOf<typeof accountRecord>;

export const participants = storedGrown(
  participantRecord,
  firstParticipant,
  (name: string) => `participant/${name}`,
);
export const accounts = storedGrown(accountRecord, firstAccount, entryKey("account"));
/** By participant and account: those that it opened beside its first, since protocol version 5. */
export const openedAccounts = stored(
  field.record({ height: field.count() }),
  (name: string, account: AccountId) => `${openedPrefix(name)}${toHex(account)}`,
);

export function openedPrefix(participant: string): string {
  return `opened/${participant}/`;
}

/** Whose account it is; undefined of an account that is not registered. */
export function ownerOf(ledger: LedgerReader, account: AccountId): ParticipantRecord | undefined {
  const owner = accounts.read(ledger, account)?.participant;
  return owner === undefined ? undefined : participants.read(ledger, owner);
}

/** Whether the account's owner is suspended: then it may neither pay nor be paid. */
export function isSuspended(ledger: LedgerReader, account: AccountId): boolean {
  return ownerOf(ledger, account)?.suspended !== undefined;
}

/** The account of an operation's source, which was there when its signatures were weighed, and no account goes away. */
export function ownAccount(ledger: LedgerReader, source: AccountId): AccountRecord {
  const account = accounts.read(ledger, source);
  assert(account !== undefined, "an operation's source has an account");
  return account;
}
