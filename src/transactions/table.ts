import type { Ledger, LedgerReader, Writes } from "../state/ledger.ts";
import { attestReserves } from "./assets/attest-reserves.ts";
import { clawback } from "./assets/clawback.ts";
import { define } from "./assets/define.ts";
import { freeze } from "./assets/freeze.ts";
import { holderAuthorise } from "./assets/holder-authorise.ts";
import { holderRevoke } from "./assets/holder-revoke.ts";
import { issue } from "./assets/issue.ts";
import { options } from "./assets/options.ts";
import { publishReserves } from "./assets/publish-reserves.ts";
import { redeem } from "./assets/redeem.ts";
import { redeemConfirm } from "./assets/redeem-confirm.ts";
import { redeemReject } from "./assets/redeem-reject.ts";
import { setLimits as setAssetLimits } from "./assets/set-limits.ts";
import { supplyIsConserved } from "./assets/supply-invariant.ts";
import { unfreeze } from "./assets/unfreeze.ts";
import { addValidator } from "./council/add-validator.ts";
import { admitObserver } from "./council/admit-observer.ts";
import { evidence } from "./council/evidence.ts";
import { removeObserver } from "./council/remove-observer.ts";
import { removeValidator } from "./council/remove-validator.ts";
import { rotateValidator } from "./council/rotate-validator.ts";
import { setParameters } from "./council/set-parameters.ts";
import { upgrade } from "./council/upgrade.ts";
import { setPersonKey } from "./customs/persons/set-key.ts";
import { decideCommodity } from "./customs/commodities/decide.ts";
import { fileCommodity } from "./customs/commodities/file.ts";
import { decideEnterprise } from "./customs/enterprises/decide.ts";
import { fileEnterprise } from "./customs/enterprises/file.ts";
import { enterSummary } from "./customs/exports/enter.ts";
import { declareSummary } from "./customs/exports/summarise.ts";
import { arriveReturn } from "./customs/lists/arrive-return.ts";
import { cancelList } from "./customs/lists/cancel.ts";
import { decideCancel } from "./customs/lists/decide-cancel.ts";
import { decideReturn } from "./customs/lists/decide-return.ts";
import { declareList } from "./customs/lists/declare.ts";
import { receiveList } from "./customs/lists/receipt.ts";
import { returnGoods } from "./customs/lists/return.ts";
import { publishNotice } from "./customs/notices/publish.ts";
import { declareArrival } from "./customs/orders/arrive.ts";
import { declareOrder } from "./customs/orders/declare-order.ts";
import { declarePayment } from "./customs/orders/declare-payment.ts";
import { declareWaybill } from "./customs/orders/declare-waybill.ts";
import { orderDue } from "./customs/orders/due.ts";
import { trackWaybill } from "./customs/orders/track-waybill.ts";
import { billDue } from "./customs/tax/bill.ts";
import { depositGuarantee } from "./customs/tax/deposit.ts";
import { guaranteesCover } from "./customs/tax/guarantee.ts";
import { payTax } from "./customs/tax/pay.ts";
import { refundTax } from "./customs/tax/refund.ts";
import { setTariff } from "./customs/tax/set-tariff.ts";
import { setTreasury } from "./customs/tax/set-treasury.ts";
import { withdrawGuarantee } from "./customs/tax/withdraw.ts";
import type { OperationContext, OperationDefinition } from "./definition.ts";
import type { DueKind } from "./deadlines/deadlines.ts";
import { amendOffer } from "./fx/book/amend.ts";
import { cancelOffer } from "./fx/book/cancel.ts";
import { expireOffer } from "./fx/book/due.ts";
import { acceptQuote } from "./fx/quotes/accept.ts";
import { expireQuote, expireRequest } from "./fx/quotes/due.ts";
import { giveQuote } from "./fx/quotes/give.ts";
import { requestQuote } from "./fx/quotes/request.ts";
import { haltPair } from "./fx/book/halt.ts";
import { openPair } from "./fx/book/open-pair.ts";
import { placeOffer } from "./fx/book/place.ts";
import { resumePair } from "./fx/book/resume.ts";
import { accept as acceptLetter } from "./letters/accept.ts";
import { authorise } from "./letters/authorise.ts";
import { close as closeLetter } from "./letters/close.ts";
import { cure } from "./letters/cure.ts";
import { letterDue } from "./letters/due.ts";
import { followUp } from "./letters/follow-up.ts";
import { issue as issueLetter } from "./letters/issue.ts";
import { prepare } from "./letters/prepare.ts";
import { receive } from "./letters/receive.ts";
import { refuse as refuseLetter } from "./letters/refuse.ts";
import { removeBranch } from "./letters/remove-branch.ts";
import { reply } from "./letters/reply.ts";
import { returnLetter } from "./letters/return.ts";
import { setBranch } from "./letters/set-branch.ts";
import { setKey } from "./letters/set-key.ts";
import { approve } from "./participants/approve.ts";
import { open } from "./participants/open.ts";
import { publishProfile } from "./participants/profile.ts";
import { propose } from "./participants/propose.ts";
import { register } from "./participants/register.ts";
import { reinstate } from "./participants/reinstate.ts";
import { removeSigner } from "./participants/remove-signer.ts";
import { rotateSigner } from "./participants/rotate-signer.ts";
import { setSigner } from "./participants/set-signer.ts";
import { setThresholds } from "./participants/set-thresholds.ts";
import { sponsor } from "./participants/sponsor.ts";
import { sponsorReinstate } from "./participants/sponsor-reinstate.ts";
import { sponsorSuspend } from "./participants/sponsor-suspend.ts";
import { suspend } from "./participants/suspend.ts";
import { approve as approvePayment } from "./payments/approve.ts";
import { closeUnanswered, expirePayment } from "./payments/due.ts";
import { hold } from "./payments/hold.ts";
import { pathReceive } from "./payments/path-receive.ts";
import { pathSend } from "./payments/path-send.ts";
import { recall } from "./payments/recall.ts";
import { recallRefuse } from "./payments/recall-refuse.ts";
import { refuse } from "./payments/refuse.ts";
import { returnPayment } from "./payments/return.ts";
import { setFees } from "./payments/set-fees.ts";
import { setLimits } from "./payments/set-limits.ts";
import { track } from "./payments/track.ts";
import { withdraw } from "./participants/withdraw.ts";
import { transfer } from "./payments/transfer.ts";
import { publishCalendar } from "./rules/publish-calendar.ts";
import { setParameter } from "./rules/set-parameter.ts";
import { batchesBalance } from "./trade/batches/balance.ts";
import { createBatch } from "./trade/batches/create.ts";
import { handOverBatch } from "./trade/batches/hand-over.ts";
import { liftRecall } from "./trade/batches/lift-recall.ts";
import { mergeBatches } from "./trade/batches/merge.ts";
import { packBatch } from "./trade/batches/pack.ts";
import { recallBatch } from "./trade/batches/recall.ts";
import { splitBatch } from "./trade/batches/split.ts";
import { takeOverBatch } from "./trade/batches/take-over.ts";
import { tellOfBatch } from "./trade/batches/tell.ts";
import { publishListing } from "./trade/mall/listings/publish.ts";
import { setPrice } from "./trade/mall/listings/set-price.ts";
import { withdrawListing } from "./trade/mall/listings/withdraw.ts";
import { acceptOrder } from "./trade/mall/orders/accept.ts";
import { answerRefund } from "./trade/mall/orders/answer-refund.ts";
import { askRefund } from "./trade/mall/orders/ask-refund.ts";
import { cancelOrder } from "./trade/mall/orders/cancel.ts";
import { decideDispute } from "./trade/mall/orders/decide-dispute.ts";
import { disputeOrder } from "./trade/mall/orders/dispute.ts";
import { mallOrderDue } from "./trade/mall/orders/due.ts";
import { escrowIsHeld } from "./trade/mall/orders/escrow.ts";
import { payOrder } from "./trade/mall/orders/pay.ts";
import { placeOrder } from "./trade/mall/orders/place.ts";
import { shipOrder } from "./trade/mall/orders/ship.ts";
import { takeBack } from "./trade/mall/orders/take-back.ts";
import { claimRefund } from "./trade/refunds/claim.ts";
import { clawBackRefund } from "./trade/refunds/claw-back.ts";
import { decideInvoice } from "./trade/refunds/decide-invoice.ts";
import { decideRefund } from "./trade/refunds/decide.ts";
import { fileInvoice } from "./trade/refunds/file-invoice.ts";
import { goodsCover, invoicesCover, refundsKeep } from "./trade/refunds/invariants.ts";
import { linkReceipt } from "./trade/refunds/link-receipt.ts";
import { payRefund } from "./trade/refunds/pay.ts";
import { repayRefund } from "./trade/refunds/repay.ts";
import { setRefundRate } from "./trade/refunds/set-rate.ts";
import { withdrawRefund } from "./trade/refunds/withdraw.ts";
import { allowPlatform } from "./trade/stock/allow-platform.ts";
import { countStock } from "./trade/stock/count.ts";
import { decideCount } from "./trade/stock/decide-count.ts";
import { decideSale } from "./trade/stock/decide-sale.ts";
import { defineBundle } from "./trade/stock/define-bundle.ts";
import { dispatchStock } from "./trade/stock/dispatch.ts";
import { endBundle } from "./trade/stock/end-bundle.ts";
import { exchangeSale } from "./trade/stock/exchange-sale.ts";
import { importSale } from "./trade/stock/import-sale.ts";
import { receiveStock } from "./trade/stock/receive.ts";
import { receiveTransfer } from "./trade/stock/receive-transfer.ts";
import { reservedIsOnHand } from "./trade/stock/reserved-invariant.ts";
import { returnSale } from "./trade/stock/return-sale.ts";
import { setRule } from "./trade/stock/set-rule.ts";
import { shipSale } from "./trade/stock/ship-sale.ts";
import { transferStock } from "./trade/stock/transfer.ts";

/** Every native operation type: the decoder, executor, RPC, command line and documents read this table. */
const definitions = [
  ...[register, suspend, reinstate],
  ...[propose, approve, withdraw],
  ...[open, setSigner, removeSigner, rotateSigner, setThresholds],
  ...[publishProfile, sponsor, sponsorSuspend, sponsorReinstate],
  ...[define, issue, redeem, redeemConfirm, redeemReject],
  ...[options, holderAuthorise, holderRevoke, freeze, unfreeze, clawback, setAssetLimits],
  ...[publishReserves, attestReserves],
  ...[addValidator, removeValidator, rotateValidator, admitObserver, removeObserver],
  ...[setParameters, upgrade, evidence],
  ...[publishCalendar, setParameter],
  ...[transfer, hold, approvePayment, refuse, track, recall, recallRefuse, returnPayment],
  ...[setLimits, setFees, pathSend, pathReceive],
  ...[openPair, haltPair, resumePair, placeOffer, cancelOffer, amendOffer],
  ...[requestQuote, giveQuote, acceptQuote],
  ...[issueLetter, acceptLetter, returnLetter, cure, authorise, refuseLetter],
  ...[prepare, reply, receive, followUp, closeLetter, setBranch, removeBranch, setKey],
  ...[setPersonKey],
  ...[fileEnterprise, decideEnterprise, fileCommodity, decideCommodity, publishNotice],
  ...[declareOrder, declarePayment, declareWaybill, trackWaybill, declareArrival],
  ...[declareList, receiveList, cancelList, decideCancel],
  ...[returnGoods, decideReturn, arriveReturn, declareSummary, enterSummary],
  ...[setTariff, setTreasury, depositGuarantee, withdrawGuarantee, payTax, refundTax],
  ...[publishListing, withdrawListing, setPrice, placeOrder, payOrder, shipOrder, acceptOrder],
  ...[cancelOrder, askRefund, answerRefund, disputeOrder, decideDispute, takeBack],
  ...[createBatch, tellOfBatch, splitBatch, mergeBatches, handOverBatch, takeOverBatch],
  ...[packBatch, recallBatch, liftRecall],
  ...[setRefundRate, fileInvoice, decideInvoice, linkReceipt],
  ...[claimRefund, decideRefund, withdrawRefund, payRefund, clawBackRefund, repayRefund],
  ...[receiveStock, dispatchStock, countStock, decideCount, transferStock, receiveTransfer],
  ...[setRule, defineBundle, endBundle],
  ...[importSale, decideSale, shipSale, returnSale, exchangeSale, allowPlatform],
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
}[] = [
  { name: "supply = balances + holds", holds: supplyIsConserved },
  { name: "committed of a guarantee <= deposited", holds: guaranteesCover },
  { name: "money in escrow is on hold", holds: escrowIsHeld },
  { name: "quantity of a batch = left + passed on + packed", holds: batchesBalance },
  { name: "claimed of an invoice <= net", holds: invoicesCover },
  { name: "claimed goods <= declared - returned", holds: goodsCover },
  { name: "repaid <= owed <= paid <= approved of a refund", holds: refundsKeep },
  { name: "reserved of a shelf <= on hand", holds: reservedIsOnHand },
];

/** The block whose beginning carries out what is due. */
type DueMoment = Pick<OperationContext<unknown>, "height" | "timeMs" | "protocolVersion">;

/** What happens to an object whose deadline has passed; it may have been done before, and then nothing does. */
export const dueActions: Readonly<
  Record<DueKind, (ledger: Ledger, id: Uint8Array, moment: DueMoment) => void>
> = {
  payment: expirePayment,
  recall: closeUnanswered,
  offer: expireOffer,
  quote: expireQuote,
  request: expireRequest,
  letter: letterDue,
  "customs-order": orderDue,
  "customs-bill": billDue,
  "trade-order": mallOrderDue,
};
