import type { CommandDefinition } from "./command.ts";
import { accountAddSigner } from "./commands/account-add-signer.ts";
import { accountOpen } from "./commands/account-open.ts";
import { accountRemoveSigner } from "./commands/account-remove-signer.ts";
import { accountRotateSigner } from "./commands/account-rotate-signer.ts";
import { accountSetThresholds } from "./commands/account-set-thresholds.ts";
import { accountWaiting } from "./commands/account-waiting.ts";
import { account } from "./commands/account.ts";
import { assetAttestReserves } from "./commands/asset-attest-reserves.ts";
import { assetAuthorise } from "./commands/asset-authorise.ts";
import { assetClawback } from "./commands/asset-clawback.ts";
import { assetDefine } from "./commands/asset-define.ts";
import { assetFreeze } from "./commands/asset-freeze.ts";
import { assetGet } from "./commands/asset-get.ts";
import { assetIssue } from "./commands/asset-issue.ts";
import { assetList } from "./commands/asset-list.ts";
import { assetPublishReserves } from "./commands/asset-publish-reserves.ts";
import { assetRedeemConfirm } from "./commands/asset-redeem-confirm.ts";
import { assetRedeemReject } from "./commands/asset-redeem-reject.ts";
import { assetRedeem } from "./commands/asset-redeem.ts";
import { assetRedemptions } from "./commands/asset-redemptions.ts";
import { assetRevoke } from "./commands/asset-revoke.ts";
import { assetSetLimits } from "./commands/asset-set-limits.ts";
import { assetUnfreeze } from "./commands/asset-unfreeze.ts";
import { balance } from "./commands/balance.ts";
import { bench } from "./commands/bench.ts";
import { blockGet } from "./commands/block-get.ts";
import { calendarPublish } from "./commands/calendar-publish.ts";
import { calendarShow } from "./commands/calendar-show.ts";
import { check } from "./commands/check.ts";
import { councilAddValidator } from "./commands/council-add-validator.ts";
import { councilAdmitObserver } from "./commands/council-admit-observer.ts";
import { councilRemoveObserver } from "./commands/council-remove-observer.ts";
import { councilRemoveValidator } from "./commands/council-remove-validator.ts";
import { councilRotateValidator } from "./commands/council-rotate-validator.ts";
import { councilSetParameters } from "./commands/council-set-parameters.ts";
import { councilUpgrade } from "./commands/council-upgrade.ts";
import { customsArriveReturn } from "./commands/customs-arrive-return.ts";
import { customsArrive } from "./commands/customs-arrive.ts";
import { customsCancel } from "./commands/customs-cancel.ts";
import { customsCommodities } from "./commands/customs-commodities.ts";
import { customsDecideCancel } from "./commands/customs-decide-cancel.ts";
import { customsDecideCommodity } from "./commands/customs-decide-commodity.ts";
import { customsDecideEnterprise } from "./commands/customs-decide-enterprise.ts";
import { customsDecideReturn } from "./commands/customs-decide-return.ts";
import { customsDeclare } from "./commands/customs-declare.ts";
import { customsDelete } from "./commands/customs-delete.ts";
import { customsDeposit } from "./commands/customs-deposit.ts";
import { customsEnter } from "./commands/customs-enter.ts";
import { customsEnterprises } from "./commands/customs-enterprises.ts";
import { customsEntry } from "./commands/customs-entry.ts";
import { customsFileCommodity } from "./commands/customs-file-commodity.ts";
import { customsFileEnterprise } from "./commands/customs-file-enterprise.ts";
import { customsGoods } from "./commands/customs-goods.ts";
import { customsGuarantee } from "./commands/customs-guarantee.ts";
import { customsImport } from "./commands/customs-import.ts";
import { customsList } from "./commands/customs-list.ts";
import { customsLists } from "./commands/customs-lists.ts";
import { customsNotices } from "./commands/customs-notices.ts";
import { customsPayTax } from "./commands/customs-pay-tax.ts";
import { customsPerson } from "./commands/customs-person.ts";
import { customsPublishNotice } from "./commands/customs-publish-notice.ts";
import { customsReceipt } from "./commands/customs-receipt.ts";
import { customsReceipts } from "./commands/customs-receipts.ts";
import { customsRefundTax } from "./commands/customs-refund-tax.ts";
import { customsReturn } from "./commands/customs-return.ts";
import { customsSetTariff } from "./commands/customs-set-tariff.ts";
import { customsSetTreasury } from "./commands/customs-set-treasury.ts";
import { customsShow } from "./commands/customs-show.ts";
import { customsStatistics } from "./commands/customs-statistics.ts";
import { customsSumUp } from "./commands/customs-sum-up.ts";
import { customsTariff } from "./commands/customs-tariff.ts";
import { customsTrace } from "./commands/customs-trace.ts";
import { customsTrackParcel } from "./commands/customs-track-parcel.ts";
import { customsTrack } from "./commands/customs-track.ts";
import { customsWithdraw } from "./commands/customs-withdraw.ts";
import { customsPersonKey } from "./commands/customs-person-key.ts";
import { customsSetPersonKey } from "./commands/customs-set-person-key.ts";
import { demoCustoms } from "./commands/demo-customs.ts";
import { demoLetter } from "./commands/demo-letter.ts";
import { demoTrade } from "./commands/demo-trade.ts";
import { demoRemittance } from "./commands/demo-remittance.ts";
import { devnet } from "./commands/devnet.ts";
import { fxAccept } from "./commands/fx-accept.ts";
import { fxAmend } from "./commands/fx-amend.ts";
import { fxBars } from "./commands/fx-bars.ts";
import { fxBook } from "./commands/fx-book.ts";
import { fxCancel } from "./commands/fx-cancel.ts";
import { fxHalt } from "./commands/fx-halt.ts";
import { fxOffers } from "./commands/fx-offers.ts";
import { fxOpenPair } from "./commands/fx-open-pair.ts";
import { fxPath } from "./commands/fx-path.ts";
import { fxPlace } from "./commands/fx-place.ts";
import { fxPositions } from "./commands/fx-positions.ts";
import { fxQuote } from "./commands/fx-quote.ts";
import { fxQuotes } from "./commands/fx-quotes.ts";
import { fxRequest } from "./commands/fx-request.ts";
import { fxRequests } from "./commands/fx-requests.ts";
import { fxResume } from "./commands/fx-resume.ts";
import { fxTotals } from "./commands/fx-totals.ts";
import { fxTrades } from "./commands/fx-trades.ts";
import { init } from "./commands/init.ts";
import { keysExport } from "./commands/keys-export.ts";
import { keysImport } from "./commands/keys-import.ts";
import { keysList } from "./commands/keys-list.ts";
import { keysNew } from "./commands/keys-new.ts";
import { keysShow } from "./commands/keys-show.ts";
import { letterAccept } from "./commands/letter-accept.ts";
import { letterAuthorise } from "./commands/letter-authorise.ts";
import { letterBatch } from "./commands/letter-batch.ts";
import { letterBranches } from "./commands/letter-branches.ts";
import { letterClose } from "./commands/letter-close.ts";
import { letterCure } from "./commands/letter-cure.ts";
import { letterDisclose } from "./commands/letter-disclose.ts";
import { letterDocuments } from "./commands/letter-documents.ts";
import { letterFetch } from "./commands/letter-fetch.ts";
import { letterFollowUp } from "./commands/letter-follow-up.ts";
import { letterGet } from "./commands/letter-get.ts";
import { letterIssue } from "./commands/letter-issue.ts";
import { letterList } from "./commands/letter-list.ts";
import { letterMatch } from "./commands/letter-match.ts";
import { letterPrepare } from "./commands/letter-prepare.ts";
import { letterProof } from "./commands/letter-proof.ts";
import { letterReceive } from "./commands/letter-receive.ts";
import { letterRefuse } from "./commands/letter-refuse.ts";
import { letterRemoveBranch } from "./commands/letter-remove-branch.ts";
import { letterRender } from "./commands/letter-render.ts";
import { letterReply } from "./commands/letter-reply.ts";
import { letterReturn } from "./commands/letter-return.ts";
import { letterSend } from "./commands/letter-send.ts";
import { letterSetBranch } from "./commands/letter-set-branch.ts";
import { letterSetKey } from "./commands/letter-set-key.ts";
import { letterStatistics } from "./commands/letter-statistics.ts";
import { letterTemplate } from "./commands/letter-template.ts";
import { letterVerify } from "./commands/letter-verify.ts";
import { lightSync } from "./commands/light-sync.ts";
import { makerRun } from "./commands/maker-run.ts";
import { op } from "./commands/op.ts";
import { parameterList } from "./commands/parameter-list.ts";
import { parameterSet } from "./commands/parameter-set.ts";
import { participantAccounts } from "./commands/participant-accounts.ts";
import { participantGet } from "./commands/participant-get.ts";
import { participantList } from "./commands/participant-list.ts";
import { participantProfile } from "./commands/participant-profile.ts";
import { participantRegister } from "./commands/participant-register.ts";
import { participantReinstate } from "./commands/participant-reinstate.ts";
import { participantSponsorReinstate } from "./commands/participant-sponsor-reinstate.ts";
import { participantSponsorSuspend } from "./commands/participant-sponsor-suspend.ts";
import { participantSponsor } from "./commands/participant-sponsor.ts";
import { participantSuspend } from "./commands/participant-suspend.ts";
import { pay } from "./commands/pay.ts";
import { paymentApprove } from "./commands/payment-approve.ts";
import { paymentBulk } from "./commands/payment-bulk.ts";
import { paymentConvert } from "./commands/payment-convert.ts";
import { paymentFees } from "./commands/payment-fees.ts";
import { paymentGet } from "./commands/payment-get.ts";
import { paymentHold } from "./commands/payment-hold.ts";
import { paymentPvp } from "./commands/payment-pvp.ts";
import { paymentRecall } from "./commands/payment-recall.ts";
import { paymentRefuseRecall } from "./commands/payment-refuse-recall.ts";
import { paymentRefuse } from "./commands/payment-refuse.ts";
import { paymentReport } from "./commands/payment-report.ts";
import { paymentReturn } from "./commands/payment-return.ts";
import { paymentSetFees } from "./commands/payment-set-fees.ts";
import { paymentSetLimits } from "./commands/payment-set-limits.ts";
import { paymentTrack } from "./commands/payment-track.ts";
import { paymentWaiting } from "./commands/payment-waiting.ts";
import { peers } from "./commands/peers.ts";
import { proposalApprove } from "./commands/proposal-approve.ts";
import { proposalList } from "./commands/proposal-list.ts";
import { proposalOpen } from "./commands/proposal-open.ts";
import { proposalWithdraw } from "./commands/proposal-withdraw.ts";
import { signer } from "./commands/signer.ts";
import { start } from "./commands/start.ts";
import { statement } from "./commands/statement.ts";
import { status } from "./commands/status.ts";
import { tradeBatch } from "./commands/trade-batch.ts";
import { tradeCreateBatch } from "./commands/trade-create-batch.ts";
import { tradeHandOver } from "./commands/trade-hand-over.ts";
import { tradeLiftRecall } from "./commands/trade-lift-recall.ts";
import { tradeMergeBatches } from "./commands/trade-merge-batches.ts";
import { tradePack } from "./commands/trade-pack.ts";
import { tradeRecall } from "./commands/trade-recall.ts";
import { tradeRecalledParcels } from "./commands/trade-recalled-parcels.ts";
import { tradeSplitBatch } from "./commands/trade-split-batch.ts";
import { tradeTakeOver } from "./commands/trade-take-over.ts";
import { tradeTell } from "./commands/trade-tell.ts";
import { tradeBundles } from "./commands/trade-bundles.ts";
import { tradeCount } from "./commands/trade-count.ts";
import { tradeDecideCount } from "./commands/trade-decide-count.ts";
import { tradeDecideSale } from "./commands/trade-decide-sale.ts";
import { tradeDefineBundle } from "./commands/trade-define-bundle.ts";
import { tradeDispatch } from "./commands/trade-dispatch.ts";
import { tradeEndBundle } from "./commands/trade-end-bundle.ts";
import { tradeExchangeSale } from "./commands/trade-exchange-sale.ts";
import { tradeImportSale } from "./commands/trade-import-sale.ts";
import { tradeMovements } from "./commands/trade-movements.ts";
import { tradeReceive } from "./commands/trade-receive.ts";
import { tradeReceiveTransfer } from "./commands/trade-receive-transfer.ts";
import { tradeReturnSale } from "./commands/trade-return-sale.ts";
import { tradeSalePlatforms } from "./commands/trade-sale-platforms.ts";
import { tradeSale } from "./commands/trade-sale.ts";
import { tradeSales } from "./commands/trade-sales.ts";
import { tradeSetRule } from "./commands/trade-set-rule.ts";
import { tradeShipSale } from "./commands/trade-ship-sale.ts";
import { tradeStatistics } from "./commands/trade-statistics.ts";
import { tradeStockLevels } from "./commands/trade-stock-levels.ts";
import { tradeStockStatistics } from "./commands/trade-stock-statistics.ts";
import { tradeStock } from "./commands/trade-stock.ts";
import { tradeTransfer } from "./commands/trade-transfer.ts";
import { tradeTransfers } from "./commands/trade-transfers.ts";
import { tradeAccept } from "./commands/trade-accept.ts";
import { tradeAllowPlatform } from "./commands/trade-allow-platform.ts";
import { tradeAnswer } from "./commands/trade-answer.ts";
import { tradeCancel } from "./commands/trade-cancel.ts";
import { tradeDecide } from "./commands/trade-decide.ts";
import { tradeDispute } from "./commands/trade-dispute.ts";
import { tradeEscrow } from "./commands/trade-escrow.ts";
import { tradeList } from "./commands/trade-list.ts";
import { tradeListing } from "./commands/trade-listing.ts";
import { tradeListings } from "./commands/trade-listings.ts";
import { tradeOrder } from "./commands/trade-order.ts";
import { tradeOrders } from "./commands/trade-orders.ts";
import { tradePay } from "./commands/trade-pay.ts";
import { tradePlace } from "./commands/trade-place.ts";
import { tradePrice } from "./commands/trade-price.ts";
import { tradeAskRefund } from "./commands/trade-ask-refund.ts";
import { tradeShip } from "./commands/trade-ship.ts";
import { tradeTakeBack } from "./commands/trade-take-back.ts";
import { tradeWithdraw } from "./commands/trade-withdraw.ts";
import { tradeClaimRefund } from "./commands/trade-claim-refund.ts";
import { tradeClaimed } from "./commands/trade-claimed.ts";
import { tradeClawBack } from "./commands/trade-claw-back.ts";
import { tradeDecideInvoice } from "./commands/trade-decide-invoice.ts";
import { tradeDecideRefund } from "./commands/trade-decide-refund.ts";
import { tradeFileInvoice } from "./commands/trade-file-invoice.ts";
import { tradeInvoice } from "./commands/trade-invoice.ts";
import { tradeInvoices } from "./commands/trade-invoices.ts";
import { tradeLinkReceipt } from "./commands/trade-link-receipt.ts";
import { tradePayRefund } from "./commands/trade-pay-refund.ts";
import { tradeReceipts } from "./commands/trade-receipts.ts";
import { tradeRefundClaim } from "./commands/trade-refund-claim.ts";
import { tradeRefundRate } from "./commands/trade-refund-rate.ts";
import { tradeRefunds } from "./commands/trade-refunds.ts";
import { tradeRepay } from "./commands/trade-repay.ts";
import { tradeSetRefundRate } from "./commands/trade-set-refund-rate.ts";
import { tradeWithdrawRefund } from "./commands/trade-withdraw-refund.ts";
import { txBuild } from "./commands/tx-build.ts";
import { txGet } from "./commands/tx-get.ts";
import { txProof } from "./commands/tx-proof.ts";
import { txSend } from "./commands/tx-send.ts";
import { txSign } from "./commands/tx-sign.ts";
import { validators } from "./commands/validators.ts";
import { verifyProofCommand } from "./commands/verify-proof.ts";

/** Every command, in the order of the help text. */
export const commands: readonly CommandDefinition[] = [
  ...[devnet, init, start, signer, check],
  ...[keysNew, keysList, keysShow, keysImport, keysExport],
  ...[status, peers, validators],
  ...[pay, balance, statement, account, paymentGet, paymentTrack, paymentBulk],
  ...[paymentHold, paymentWaiting, paymentApprove, paymentRefuse, paymentReport],
  ...[paymentRecall, paymentRefuseRecall, paymentReturn],
  ...[paymentConvert, paymentPvp],
  ...[paymentSetLimits, paymentSetFees, paymentFees],
  ...[accountOpen, accountAddSigner, accountRemoveSigner, accountRotateSigner],
  ...[accountSetThresholds, accountWaiting],
  ...[txGet, txProof, txBuild, txSign, txSend, blockGet],
  ...[verifyProofCommand, lightSync],
  ...[participantRegister, participantSuspend, participantReinstate],
  ...[participantSponsor, participantSponsorSuspend, participantSponsorReinstate],
  ...[participantProfile, participantGet, participantAccounts, participantList],
  ...[proposalOpen, proposalApprove, proposalWithdraw, proposalList],
  ...[councilAddValidator, councilRemoveValidator, councilRotateValidator],
  ...[councilAdmitObserver, councilRemoveObserver, councilSetParameters, councilUpgrade],
  ...[assetDefine, assetIssue],
  ...[assetRedeem, assetRedemptions, assetRedeemConfirm, assetRedeemReject],
  ...[assetAuthorise, assetRevoke, assetFreeze, assetUnfreeze, assetClawback, assetSetLimits],
  ...[assetPublishReserves, assetAttestReserves],
  ...[assetGet, assetList],
  ...[fxOpenPair, fxHalt, fxResume, fxBook, fxTrades, fxBars],
  ...[fxPlace, fxOffers, fxAmend, fxCancel],
  ...[fxRequest, fxRequests, fxQuote, fxQuotes, fxAccept, fxPath, fxPositions, fxTotals],
  makerRun,
  ...[letterTemplate, letterIssue, letterBatch, letterCure, letterAccept, letterReturn],
  ...[letterAuthorise, letterRefuse, letterMatch, letterPrepare, letterReply],
  ...[letterReceive, letterFollowUp, letterClose],
  ...[letterGet, letterList, letterStatistics],
  ...[letterSend, letterFetch, letterDocuments, letterSetKey],
  ...[letterBranches, letterSetBranch, letterRemoveBranch],
  ...[letterRender, letterProof, letterDisclose, letterVerify],
  ...[customsFileEnterprise, customsDecideEnterprise, customsEnterprises],
  ...[customsFileCommodity, customsDecideCommodity, customsCommodities],
  ...[customsPublishNotice, customsNotices],
  ...[customsDeclare, customsImport, customsDelete, customsShow, customsTrack, customsArrive],
  ...[
    customsList,
    customsLists,
    customsReceipt,
    customsReceipts,
    customsCancel,
    customsDecideCancel,
  ],
  ...[customsReturn, customsDecideReturn, customsArriveReturn],
  ...[customsSumUp, customsEnter, customsEntry],
  ...[customsSetTariff, customsTariff, customsSetTreasury],
  ...[customsDeposit, customsWithdraw, customsGuarantee, customsPayTax, customsRefundTax],
  ...[customsPerson, customsStatistics, customsGoods],
  ...[customsSetPersonKey, customsPersonKey],
  ...[tradeStock, tradeMovements, tradeReceive, tradeDispatch, tradeCount, tradeDecideCount],
  ...[tradeTransfer, tradeReceiveTransfer, tradeTransfers, tradeSetRule],
  ...[tradeDefineBundle, tradeEndBundle, tradeBundles],
  ...[tradeAllowPlatform, tradeSalePlatforms],
  ...[tradeSales, tradeSale, tradeImportSale, tradeDecideSale],
  ...[tradeShipSale, tradeReturnSale, tradeExchangeSale],
  ...[tradeSetRefundRate, tradeRefundRate, tradeFileInvoice, tradeDecideInvoice],
  ...[tradeInvoice, tradeInvoices, tradeLinkReceipt, tradeReceipts],
  ...[tradeClaimed, tradeClaimRefund, tradeRefunds, tradeRefundClaim],
  ...[tradeDecideRefund, tradeWithdrawRefund, tradePayRefund, tradeClawBack, tradeRepay],
  customsTrackParcel,
  ...[tradeList, tradeWithdraw, tradePrice, tradeListings, tradeListing],
  ...[tradePlace, tradePay, tradeShip, tradeAccept, tradeCancel, tradeOrder, tradeOrders],
  ...[tradeAskRefund, tradeAnswer, tradeDispute, tradeDecide, tradeTakeBack, tradeEscrow],
  customsTrace,
  ...[tradeCreateBatch, tradeTell, tradeSplitBatch, tradeMergeBatches],
  ...[tradeHandOver, tradeTakeOver, tradePack, tradeBatch],
  ...[tradeRecall, tradeLiftRecall, tradeRecalledParcels],
  ...[calendarPublish, calendarShow, parameterSet, parameterList],
  ...[tradeStatistics, tradeStockStatistics, tradeStockLevels],
  ...[demoRemittance, demoLetter, demoCustoms, demoTrade],
  op,
  bench,
];

/** What the words that several commands begin with are about. */
export const families: Readonly<Record<string, string>> = {
  keys: "Key files: encrypted, never readable for others.",
  payment: "Payments.",
  tx: "Transactions: look up, prove, build, sign, send.",
  block: "Blocks.",
  participant: "Participants.",
  proposal: "Operations that wait for the approval of an account's signers.",
  council: "The council's decisions about validators, observers, parameters and versions.",
  light: "A light client: the chain's signatures and nothing else.",
  asset: "Assets.",
  fx: "Conversion: order books, firm quotes, paths, and what the market did.",
  letter: "Bank confirmation letters.",
  maker: "A market maker's quotes.",
  customs: "Customs declarations: records, orders, lists, tax, and keys for people.",
  trade: "Trade around the declaration: the mall, stock, batches, export refunds.",
  demo: "Whole flows on a devnet, step by step.",
  calendar: "Holidays and make-up working days of a country, as its regulator publishes them.",
  parameter: "Rules that a country's regulator sets, each with the time from which it holds.",
};
