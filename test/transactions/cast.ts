import type { Admission, Authority, Role } from "../../src/chain/participant.ts";
import { COUNCIL } from "../../src/primitives/account-id.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { readOperations } from "../../src/execution/read-transaction.ts";
import { propose } from "../../src/transactions/participants/propose.ts";
import { testKey, type TestKey } from "../keys.ts";
import { proposalOf } from "../proposals.ts";
import { council, type Order, type SubmitOptions, testGenesis, TestLedger } from "../ledger.ts";

/** The treasury's account: three signers of weight 1, of which two move money and change signers. */
export const three = [0, 1, 2].map((i) => testKey(`treasury-${i}`));

export function authorityOf(
  keys: readonly TestKey[],
  thresholds: Authority["thresholds"] = { low: 1, medium: 1, high: 1 },
): Authority {
  return { signers: keys.map(({ publicKey }) => ({ publicKey, weight: 1 })), thresholds };
}

export function admissionOf(
  name: string,
  role: Role,
  authority = authorityOf([testKey(name)]),
): Admission {
  return { name, roles: [role], country: "HK", lei: undefined, authority };
}

/** Who signs, and for which account. */
export type Actor = Pick<SubmitOptions, "by" | "account">;
export const actor = (name: string): Actor => ({ by: [testKey(name)] });
export const treasury = (...signers: number[]): Actor => ({
  by: signers.map((i) => three[i]!),
  account: three[0]!.account,
});
export const members = (count: number): Actor => ({
  by: council.slice(0, count),
  account: COUNCIL,
});

/** A ledger of protocol version 3 with a wallet, a bank and the treasury of an enterprise. */
export function versionThree(): TestLedger {
  const genesis = testGenesis();
  const twoOfThree = authorityOf(three, { low: 1, medium: 2, high: 2 });
  const more = [
    admissionOf("wallet-hk", "wallet"),
    admissionOf("bank-hk", "bank"),
    admissionOf("treasury", "enterprise", twoOfThree),
  ];
  return new TestLedger({
    ...{ ...genesis, protocolVersion: 3 },
    participants: [...genesis.participants, ...more],
  });
}

/** One operation in a block of its own: the code of its failure or refusal, or OK. */
export function codeOf(ledger: TestLedger, type: string, body: object, by: Actor): string {
  return codeOfAll(ledger, [{ type, body }], by);
}

export function codeOfAll(ledger: TestLedger, orders: readonly Order[], by: Actor): string {
  const read = readOperations(ledger.transaction(orders, by), ledger.chainId);
  return read.ok ? ledger.block([read.value]).receipts[0]!.code : read.refusal.code;
}

/** Proposes operations as one signer of an account; gives the proposal's id. */
export function proposed(
  ledger: TestLedger,
  orders: readonly Order[],
  by: Actor,
  waitMs = 3_600_000,
): Uint8Array {
  const receipt = ledger.run([proposalOf(orders, ledger.timeMs + waitMs)], by);
  return decodeOwn(propose.result, receipt.results[0]!).proposal;
}
