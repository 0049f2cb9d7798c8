import type { MethodDefinition } from "./definition.ts";
import { balances } from "./methods/account-balances.ts";
import { get as accountGet } from "./methods/account-get.ts";
import { history } from "./methods/account-history.ts";
import { list as accountProposals } from "./methods/account-proposals.ts";
import { waiting } from "./methods/account-waiting.ts";
import { statement } from "./methods/account-statement.ts";
import { get as assetGet } from "./methods/asset-get.ts";
import { list as assetList } from "./methods/asset-list.ts";
import { evidence } from "./methods/chain-evidence.ts";
import { get as calendarGet } from "./methods/calendar-get.ts";
import { workingDay } from "./methods/calendar-working-day.ts";
import { getBlock } from "./methods/chain-get-block.ts";
import { proof as chainProof } from "./methods/chain-proof.ts";
import { handOvers } from "./methods/chain-hand-overs.ts";
import { getCommit } from "./methods/chain-get-commit.ts";
import { head } from "./methods/chain-head.ts";
import { validators } from "./methods/chain-validators.ts";
import { bill as customsBill } from "./methods/customs-bill.ts";
import { commodities as customsCommodities } from "./methods/customs-commodities.ts";
import { enterprise as customsEnterprise } from "./methods/customs-enterprise.ts";
import { enterprises as customsEnterprises } from "./methods/customs-enterprises.ts";
import { entry as customsEntry } from "./methods/customs-entry.ts";
import { goods as customsGoods } from "./methods/customs-goods.ts";
import { guarantee as customsGuarantee } from "./methods/customs-guarantee.ts";
import { list as customsList } from "./methods/customs-list.ts";
import { lists as customsLists } from "./methods/customs-lists.ts";
import { message as customsMessage } from "./methods/customs-message.ts";
import { notices as customsNotices } from "./methods/customs-notices.ts";
import { order as customsOrder } from "./methods/customs-order.ts";
import { payment as customsPayment } from "./methods/customs-payment.ts";
import { person as customsPerson } from "./methods/customs-person.ts";
import { statistics as customsStatistics } from "./methods/customs-statistics.ts";
import { tariff as customsTariff } from "./methods/customs-tariff.ts";
import { trace as customsTrace } from "./methods/customs-trace.ts";
import { track as customsTrack } from "./methods/customs-track.ts";
import { treasury as customsTreasury } from "./methods/customs-treasury.ts";
import { waybill as customsWaybill } from "./methods/customs-waybill.ts";
import { evaluate as customsEvaluate } from "./methods/customs-evaluate.ts";
import { personKey as customsPersonKey } from "./methods/customs-person-key.ts";
import { health } from "./methods/node-health.ts";
import { info } from "./methods/node-info.ts";
import { peers } from "./methods/node-peers.ts";
import { list as parameterList } from "./methods/parameter-list.ts";
import { accounts as participantAccounts } from "./methods/participant-accounts.ts";
import { get as participantGet } from "./methods/participant-get.ts";
import { list as participantList } from "./methods/participant-list.ts";
import { fees as paymentFees } from "./methods/payment-fees.ts";
import { get as paymentGet } from "./methods/payment-get.ts";
import { waiting as paymentWaiting } from "./methods/payment-waiting.ts";
import { bars as fxBars } from "./methods/fx-bars.ts";
import { book as fxBook } from "./methods/fx-book.ts";
import { offers as fxOffers } from "./methods/fx-offers.ts";
import { path as fxPath } from "./methods/fx-path.ts";
import { positions as fxPositions } from "./methods/fx-positions.ts";
import { quotes as fxQuotes } from "./methods/fx-quotes.ts";
import { requests as fxRequests } from "./methods/fx-requests.ts";
import { totals as fxTotals } from "./methods/fx-totals.ts";
import { trades as fxTrades } from "./methods/fx-trades.ts";
import { branches as letterBranches } from "./methods/letter-branches.ts";
import { get as letterGet } from "./methods/letter-get.ts";
import { key as letterKey } from "./methods/letter-key.ts";
import { list as letterList } from "./methods/letter-list.ts";
import { statistics as letterStatistics } from "./methods/letter-statistics.ts";
import { get as redemptionGet } from "./methods/redemption-get.ts";
import { waiting as redemptionWaiting } from "./methods/redemption-waiting.ts";
import { discover } from "./methods/rpc-discover.ts";
import { get as stateGet } from "./methods/state-get.ts";
import { proof as stateProof } from "./methods/state-proof.ts";
import { subscribe } from "./methods/subscribe.ts";
import { batch as tradeBatch } from "./methods/trade-batch.ts";
import { batches as tradeBatches } from "./methods/trade-batches.ts";
import { recall as tradeRecall } from "./methods/trade-recall.ts";
import { bundles as tradeBundles } from "./methods/trade-bundles.ts";
import { claimed as tradeClaimed } from "./methods/trade-claimed.ts";
import { counts as tradeCounts } from "./methods/trade-counts.ts";
import { invoice as tradeInvoice } from "./methods/trade-invoice.ts";
import { invoices as tradeInvoices } from "./methods/trade-invoices.ts";
import { movements as tradeMovements } from "./methods/trade-movements.ts";
import { receipts as tradeReceipts } from "./methods/trade-receipts.ts";
import { refund as tradeRefund } from "./methods/trade-refund.ts";
import { refundRate as tradeRefundRate } from "./methods/trade-refund-rate.ts";
import { refunds as tradeRefunds } from "./methods/trade-refunds.ts";
import { replenishments as tradeReplenishments } from "./methods/trade-replenishments.ts";
import { sale as tradeSale } from "./methods/trade-sale.ts";
import { sales as tradeSales } from "./methods/trade-sales.ts";
import { tradeGoods } from "./methods/trade-goods.ts";
import { tradeSalePlatforms } from "./methods/trade-sale-platforms.ts";
import { tradeStatistics } from "./methods/trade-statistics.ts";
import { tradeStockLevels } from "./methods/trade-stock-levels.ts";
import { tradeStockStatistics } from "./methods/trade-stock-statistics.ts";
import { stock as tradeStock } from "./methods/trade-stock.ts";
import { transfers as tradeTransfers } from "./methods/trade-transfers.ts";
import { escrow as tradeEscrow } from "./methods/trade-escrow.ts";
import { listing as tradeListing } from "./methods/trade-listing.ts";
import { listings as tradeListings } from "./methods/trade-listings.ts";
import { order as tradeOrder } from "./methods/trade-order.ts";
import { orders as tradeOrders } from "./methods/trade-orders.ts";
import { build } from "./methods/tx-build.ts";
import { get as txGet } from "./methods/tx-get.ts";
import { proof as txProof } from "./methods/tx-proof.ts";
import { simulate } from "./methods/tx-simulate.ts";
import { submit } from "./methods/tx-submit.ts";
import { wait } from "./methods/tx-wait.ts";
import { unsubscribe } from "./methods/unsubscribe.ts";

/** Every method: the server, rpc.discover and the reference read this table. */
const definitions = [
  ...[info, peers, health],
  ...[head, getBlock, getCommit, chainProof, handOvers, validators, evidence],
  ...[build, submit, txGet, wait, simulate, txProof],
  ...[stateGet, stateProof],
  ...[accountGet, balances, history, statement, accountProposals, waiting],
  ...[participantGet, participantList, participantAccounts],
  ...[assetGet, assetList, redemptionGet, redemptionWaiting],
  ...[paymentGet, paymentWaiting, paymentFees],
  ...[fxBook, fxTrades, fxBars, fxOffers, fxQuotes, fxRequests, fxPath, fxPositions, fxTotals],
  ...[letterGet, letterList, letterStatistics, letterBranches, letterKey],
  ...[customsEnterprise, customsEnterprises, customsCommodities, customsNotices],
  ...[customsOrder, customsPayment, customsWaybill, customsList, customsLists, customsMessage],
  ...[customsEntry, customsPerson, customsTariff, customsTreasury, customsGuarantee, customsBill],
  ...[customsStatistics, customsGoods, customsPersonKey, customsEvaluate],
  ...[customsTrack, tradeListings, tradeListing, tradeOrder, tradeOrders, tradeEscrow],
  ...[customsTrace, tradeBatch, tradeBatches, tradeRecall],
  ...[tradeStock, tradeMovements, tradeCounts, tradeReplenishments, tradeTransfers],
  ...[tradeBundles, tradeSale, tradeSales, tradeSalePlatforms],
  ...[tradeRefund, tradeRefunds, tradeInvoice, tradeInvoices, tradeReceipts],
  ...[tradeClaimed, tradeRefundRate],
  ...[tradeStatistics, tradeGoods, tradeStockStatistics, tradeStockLevels],
  ...[calendarGet, workingDay, parameterList],
  ...[discover, subscribe, unsubscribe],
];

// A definition is contravariant in its parameters, so no common type but this one holds them all; the dispatcher gives
// each what its own shape has read.
export const methods = definitions as unknown as readonly MethodDefinition[];

const byName = new Map(methods.map((method) => [method.name, method]));

export function methodByName(name: string): MethodDefinition | undefined {
  return byName.get(name);
}
