import type { LedgerReader, Writes } from "../state/ledger.ts";
import { define } from "./assets/define.ts";
import { issue } from "./assets/issue.ts";
import { redeem } from "./assets/redeem.ts";
import { redeemConfirm } from "./assets/redeem-confirm.ts";
import { redeemReject } from "./assets/redeem-reject.ts";
import { supplyIsConserved } from "./assets/supply-invariant.ts";
import { addValidator } from "./council/add-validator.ts";
import { admitObserver } from "./council/admit-observer.ts";
import { evidence } from "./council/evidence.ts";
import { removeObserver } from "./council/remove-observer.ts";
import { removeValidator } from "./council/remove-validator.ts";
import { rotateValidator } from "./council/rotate-validator.ts";
import { setParameters } from "./council/set-parameters.ts";
import { upgrade } from "./council/upgrade.ts";
import type { OperationDefinition } from "./definition.ts";
import { approve } from "./participants/approve.ts";
import { propose } from "./participants/propose.ts";
import { reinstate } from "./participants/reinstate.ts";
import { register } from "./participants/register.ts";
import { suspend } from "./participants/suspend.ts";
import { transfer } from "./payments/transfer.ts";
import { publishCalendar } from "./rules/publish-calendar.ts";
import { setParameter } from "./rules/set-parameter.ts";

/** Every native operation type: the decoder, executor, RPC, command line and documents read this table. */
const definitions = [
  ...[register, suspend, reinstate, propose, approve],
  ...[define, issue, redeem, redeemConfirm, redeemReject],
  ...[addValidator, removeValidator, rotateValidator, admitObserver, removeObserver],
  ...[setParameters, upgrade, evidence],
  ...[publishCalendar, setParameter],
  transfer,
];

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
  holds(before: LedgerReader, writes: Writes): boolean;
}[] = [{ name: "supply = balances + holds", holds: supplyIsConserved }];
