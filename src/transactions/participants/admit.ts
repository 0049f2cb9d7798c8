import type { Admission, Authority, Role } from "../../chain/participant.ts";
import { accountOfKey, type AccountId } from "../../primitives/account-id.ts";
import type { Ledger } from "../../state/ledger.ts";
import { accounts, participants } from "./records.ts";

/** Writes a new participant and its account. Shared by genesis and `participant.register`, so both admit alike. */
export function admit(
  ledger: Ledger,
  { name, roles, country, lei, authority }: Admission,
  height: number,
): { ok: true; account: AccountId } | { ok: false; code: "NAME_TAKEN" | "ACCOUNT_EXISTS" } {
  const account = accountOfKey(authority.signers[0]!.publicKey);
  if (ledger.has(participants.key(name))) return { ok: false, code: "NAME_TAKEN" };
  if (ledger.has(accounts.key(account))) return { ok: false, code: "ACCOUNT_EXISTS" };
  write(ledger, { name, roles, country, lei }, account, authority, height);
  return { ok: true, account };
}

/** The council's own account exists from genesis on; it is nobody's, and only its members together sign for it. */
export function admitCouncil(ledger: Ledger, account: AccountId, authority: Authority): void {
  const council = { name: "council", roles: ["council"] as Role[], country: "ZZ", lei: undefined };
  write(ledger, council, account, authority, 0);
}

function write(
  ledger: Ledger,
  participant: Pick<Admission, "name" | "roles" | "country" | "lei">,
  account: AccountId,
  authority: Authority,
  height: number,
): void {
  const { name } = participant;
  participants.write(
    ledger,
    { ...participant, account, since: height, suspended: undefined },
    name,
  );
  accounts.write(ledger, { participant: name, authority }, account);
}
