import { cny, mint, payFirm, platform } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import type { Failure } from "../../transactions/failures.ts";
import type { ExportLedger } from "./export-ledger.ts";

type Fails = Failure<ExportLedger>;

/** What an issuer and the council can put between a payer and a receiver of yuan. */
export function settling(
  prepare: (ledger: ExportLedger) => { readonly uetr: Uint8Array },
  payer: TestKey,
  receiver: TestKey,
): Fails[] {
  const after =
    (change: (ledger: ExportLedger, id: Uint8Array) => void): Fails[1] =>
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
