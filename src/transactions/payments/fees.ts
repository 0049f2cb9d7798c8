import type { AccountId } from "../../primitives/account-id.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { U64_MAX } from "../assets/balance.ts";
import {
  type Agent,
  type ChargeBearer,
  type FeeSchedule,
  feeSchedules,
  type side,
} from "./records.ts";

type Side = ValueOf<typeof side>;

/** What a participant charges for a payment of so much, in minor units of its asset. Nothing without a schedule. */
export function feeOf(
  ledger: LedgerReader,
  account: AccountId,
  asset: Uint8Array,
  minor: bigint,
): bigint {
  const schedule = feeSchedules.read(ledger, account, asset);
  return schedule === undefined ? 0n : chargeFor(schedule, minor);
}

/** Rounded down: a schedule never takes more than it says. */
export function chargeFor(
  { flat, partsPerMillion, least, most }: FeeSchedule,
  minor: bigint,
): bigint {
  const charge = flat + (minor * BigInt(partsPerMillion)) / 1_000_000n;
  const raised = least !== undefined && charge < least ? least : charge;
  const bounded = most !== undefined && raised > most ? most : raised;
  return bounded > U64_MAX ? U64_MAX : bounded;
}

/**
 * Who pays what an agent charges (ISO 20022 ChargeBearerType1Code). SHAR: each side its own agents'. SLEV: as the service
 * level says, and this ledger's is SHAR; so is that of a payment that does not say.
 */
export function bearerOf(charge: ChargeBearer | undefined, agentSide: Side): Side {
  if (charge === "DEBT") return "debtor";
  return charge === "CRED" ? "creditor" : agentSide;
}

/** What one side pays to all agents together. */
export function feesOf(agents: readonly Agent[], borneBy: Side): bigint {
  return agents.reduce((sum, one) => (one.borneBy === borneBy ? sum + one.fee : sum), 0n);
}
