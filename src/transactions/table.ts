import type { Changes, LedgerReader } from "../state/ledger.ts";
import { define } from "./assets/define.ts";
import { issue } from "./assets/issue.ts";
import { redeem } from "./assets/redeem.ts";
import { redeemConfirm } from "./assets/redeem-confirm.ts";
import { redeemReject } from "./assets/redeem-reject.ts";
import { supplyIsConserved } from "./assets/supply-invariant.ts";
import type { OperationDefinition } from "./definition.ts";
import { register } from "./participants/register.ts";
import { transfer } from "./payments/transfer.ts";

/** Every native operation type: the decoder, executor, RPC, command line and documents read this table. */
const definitions = [register, define, issue, redeem, redeemConfirm, redeemReject, transfer];

// A definition is contravariant in its body, so no common type but this one holds them all; the decoder pairs each
// with a body of its own shape.
export const operationTypes = definitions as unknown as readonly OperationDefinition[];

const byTag = new Map(operationTypes.map((type) => [type.tag, type]));
const byName = new Map(operationTypes.map((type) => [type.name, type]));

export function operationTypeByTag(tag: number): OperationDefinition | undefined {
  return byTag.get(tag);
}

export function operationTypeByName(name: string): OperationDefinition | undefined {
  return byName.get(name);
}

/** What must hold after every transaction, over the entries that it touched; named for logs and alarms. */
export const invariants: readonly {
  readonly name: string;
  holds(before: LedgerReader, changes: Changes): boolean;
}[] = [{ name: "supply = balances + holds", holds: supplyIsConserved }];
