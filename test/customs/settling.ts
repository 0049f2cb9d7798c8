import type { TestKey } from "../keys.ts";
import type { Failure } from "../transactions/failures.ts";
import { cny, type CustomsLedger, mint, payFirm, platform } from "./port.ts";

/** What an issuer and the council can put between a payer and a receiver of yuan, once an operation that pays is about to be tried. */
export function settling<L extends CustomsLedger>(
  prepare: (ledger: L) => { readonly uetr: Uint8Array },
  payer: TestKey,
  receiver: TestKey,
): Failure<L>[] {
  const after =
    (change: (ledger: L, id: Uint8Array) => void): Failure<L>[1] =>
    (ledger) => {
      const body = prepare(ledger);
      change(ledger, body.uetr);
      return [payer, body];
    };
  const frozen = (holder: Uint8Array | undefined) =>
    after((ledger) => {
      ledger.do(mint, "asset.freeze", { asset: cny, holder, reason: "order of a court" });
    });
  const revoked = ({ account: holder }: TestKey) =>
    after((ledger) => ledger.do(mint, "asset.holder.revoke", { asset: cny, holder }));
  return [
    ["INSUFFICIENT_BALANCE", after((ledger) => ledger.empty(payer))],
    ["ASSET_FROZEN", frozen(undefined)],
    ["DEBTOR_FROZEN", frozen(payer.account)],
    ["CREDITOR_FROZEN", frozen(receiver.account)],
    ["DEBTOR_NOT_AUTHORISED", revoked(payer)],
    ["CREDITOR_NOT_AUTHORISED", revoked(receiver)],
    [
      "HOLDER_LIMIT",
      after((ledger) => {
        const limits = { perHolder: 1n, perTransfer: undefined };
        ledger.do(mint, "asset.limits.set", { asset: cny, limits });
      }),
    ],
    ["CREDITOR_SUSPENDED", after((ledger) => ledger.suspend(receiver.name))],
    ["UETR_USED", after((ledger, id) => ledger.pay(payFirm, platform, 1n, id))],
  ];
}
