import type { Admission, Authority, Role } from "../../chain/participant.ts";
import { accountOfKey, type AccountId } from "../../primitives/account-id.ts";
import type { Ledger } from "../../state/ledger.ts";
import { accounts, type ParticipantRecord, participants } from "./records.ts";

export const admitFailures = {
  NAME_TAKEN: "A participant with this name exists. Choose another name.",
  ACCOUNT_EXISTS: "The first signer's key has an account already. Use a fresh key as first signer.",
} as const;

/** Writes a new participant and its account: genesis, `participant.register` and `participant.sponsor` admit alike. */
export function admit(
  ledger: Ledger,
  { name, roles, country, lei, authority }: Admission,
  height: number,
  sponsor?: string,
): { ok: true; account: AccountId } | { ok: false; code: keyof typeof admitFailures } {
  const account = accountOfKey(authority.signers[0]!.publicKey);
  if (ledger.has(participants.key(name))) return { ok: false, code: "NAME_TAKEN" };
  if (ledger.has(accounts.key(account))) return { ok: false, code: "ACCOUNT_EXISTS" };
  write(ledger, { name, roles, country, lei, sponsor }, account, authority, height);
  return { ok: true, account };
}

/** The council's own account exists from genesis on; it is nobody's, and only its members together sign for it. */
export function admitCouncil(ledger: Ledger, account: AccountId, authority: Authority): void {
  const roles: Role[] = ["council"];
  const council = { name: "council", roles, country: "ZZ", lei: undefined, sponsor: undefined };
  write(ledger, council, account, authority, 0);
}

function write(
  ledger: Ledger,
  participant: Pick<ParticipantRecord, "name" | "roles" | "country" | "lei" | "sponsor">,
  account: AccountId,
  authority: Authority,
  height: number,
): void {
  const { name } = participant;
  const untouched = { suspended: undefined, suspendedBySponsor: undefined, profile: undefined };
  participants.write(ledger, { ...participant, account, since: height, ...untouched }, name);
  accounts.write(ledger, { participant: name, authority, limits: undefined }, account);
}
