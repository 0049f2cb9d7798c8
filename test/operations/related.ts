/** How people get an operation sent, and where they read what it did: commands of the command line, methods of JSON-RPC. */
export interface Related {
  readonly commands: readonly string[];
  readonly reads: readonly string[];
}

const participant = ["participant_get", "participant_list"];
const account = ["account_get"];
const proposals = ["account_proposals", "account_waiting"];
const asset = ["asset_get", "asset_list"];
const holder = ["account_balances"];
const money = ["account_balances", "account_statement", "account_history"];
const payment = ["payment_get", "account_statement"];
const held = ["payment_get", "payment_waiting"];
const letter = ["letter_get", "letter_list"];
const validators = ["chain_validators"];
const enterprise = ["customs_enterprise", "customs_enterprises"];
const documents = ["customs declare", "customs delete"];
const list = ["customs_list", "customs_lists"];
const bill = ["customs_bill", "customs_guarantee"];
const batch = ["customs_trace", "trade_batch"];
const listing = ["trade_listings", "trade_listing"];
const order = ["trade_order", "trade_orders"];

export const related: Readonly<Record<string, Related>> = {
  "participant.register": { commands: ["participant register"], reads: participant },
  "participant.suspend": { commands: ["participant suspend"], reads: participant },
  "participant.reinstate": { commands: ["participant reinstate"], reads: participant },
  "participant.profile": { commands: ["participant profile"], reads: participant },
  "participant.sponsor": { commands: ["participant sponsor"], reads: participant },
  "participant.sponsor.suspend": { commands: ["participant sponsor-suspend"], reads: participant },
  "participant.sponsor.reinstate": {
    commands: ["participant sponsor-reinstate"],
    reads: participant,
  },
  "account.propose": { commands: ["proposal open"], reads: proposals },
  "account.approve": { commands: ["proposal approve"], reads: proposals },
  "account.withdraw": { commands: ["proposal withdraw"], reads: proposals },
  "account.open": { commands: ["account open"], reads: account },
  "account.signer.set": { commands: ["account add-signer"], reads: account },
  "account.signer.remove": { commands: ["account remove-signer"], reads: account },
  "account.signer.rotate": { commands: ["account rotate-signer"], reads: account },
  "account.thresholds.set": { commands: ["account set-thresholds"], reads: account },
  "asset.define": { commands: ["asset define"], reads: asset },
  "asset.options": { commands: ["asset define"], reads: asset },
  "asset.issue": { commands: ["asset issue"], reads: [...asset, ...money] },
  "asset.redeem": {
    commands: ["asset redeem"],
    reads: ["redemption_get", "redemption_waiting", ...money],
  },
  "asset.redeem.confirm": { commands: ["asset redeem-confirm"], reads: ["redemption_get"] },
  "asset.redeem.reject": { commands: ["asset redeem-reject"], reads: ["redemption_get"] },
  "asset.holder.authorise": { commands: ["asset authorise"], reads: holder },
  "asset.holder.revoke": { commands: ["asset revoke"], reads: holder },
  "asset.freeze": { commands: ["asset freeze"], reads: [...holder, ...asset] },
  "asset.unfreeze": { commands: ["asset unfreeze"], reads: [...holder, ...asset] },
  "asset.clawback": { commands: ["asset clawback"], reads: [...asset, ...money] },
  "asset.limits.set": { commands: ["asset set-limits"], reads: asset },
  "asset.reserves.publish": { commands: ["asset publish-reserves"], reads: asset },
  "asset.reserves.attest": { commands: ["asset attest-reserves"], reads: asset },
  "council.validator.add": { commands: ["council add-validator"], reads: validators },
  "council.validator.remove": { commands: ["council remove-validator"], reads: validators },
  "council.validator.rotate": { commands: ["council rotate-validator"], reads: validators },
  "council.observer.admit": { commands: ["council admit-observer"], reads: validators },
  "council.observer.remove": { commands: ["council remove-observer"], reads: validators },
  "council.parameters.set": { commands: ["council set-parameters"], reads: ["node_info"] },
  "council.upgrade": { commands: ["council upgrade"], reads: ["node_info"] },
  "council.evidence": { commands: [], reads: ["chain_evidence"] },
  "calendar.publish": {
    commands: ["calendar publish"],
    reads: ["calendar_get", "calendar_workingDay"],
  },
  "parameter.set": { commands: ["parameter set"], reads: ["parameter_list"] },
  "payment.transfer": {
    commands: ["pay", "payment pvp", "payment bulk"],
    reads: [...payment, ...money],
  },
  "payment.hold": { commands: ["payment hold"], reads: [...held, "payment_fees"] },
  "payment.approve": { commands: ["payment approve"], reads: held },
  "payment.refuse": { commands: ["payment refuse"], reads: held },
  "payment.track": { commands: ["payment report"], reads: ["payment_get"] },
  "payment.recall": { commands: ["payment recall"], reads: held },
  "payment.recall.refuse": { commands: ["payment refuse-recall"], reads: held },
  "payment.return": { commands: ["payment return"], reads: payment },
  "payment.limits.set": { commands: ["payment set-limits"], reads: account },
  "fx.pair.open": { commands: ["fx open-pair"], reads: ["fx_book"] },
  "fx.pair.halt": { commands: ["fx halt"], reads: ["fx_book"] },
  "fx.pair.resume": { commands: ["fx resume"], reads: ["fx_book"] },
  "fx.offer.place": {
    commands: ["fx place"],
    reads: ["fx_book", "fx_trades", "fx_bars", "fx_offers", ...money],
  },
  "fx.offer.amend": { commands: ["fx amend"], reads: ["fx_book", "fx_offers"] },
  "fx.offer.cancel": { commands: ["fx cancel"], reads: ["fx_book", "fx_offers"] },
  "fx.quote.request": { commands: ["fx request"], reads: ["fx_requests"] },
  "fx.quote.give": { commands: ["fx quote"], reads: ["fx_quotes", ...money] },
  "fx.quote.accept": { commands: ["fx accept"], reads: money },
  "payment.path.send": { commands: ["payment convert"], reads: payment },
  "payment.path.receive": { commands: ["payment convert"], reads: payment },
  "payment.fees.set": { commands: ["payment set-fees"], reads: ["payment_fees"] },
  "letter.issue": { commands: ["letter issue", "letter batch"], reads: letter },
  "letter.accept": { commands: ["letter accept"], reads: letter },
  "letter.return": { commands: ["letter return"], reads: letter },
  "letter.cure": { commands: ["letter cure"], reads: letter },
  "letter.authorise": { commands: ["letter authorise"], reads: letter },
  "letter.refuse": { commands: ["letter refuse"], reads: letter },
  "letter.prepare": { commands: ["letter prepare"], reads: letter },
  "letter.reply": { commands: ["letter reply"], reads: letter },
  "letter.receive": { commands: ["letter receive"], reads: letter },
  "letter.follow-up": { commands: ["letter follow-up"], reads: letter },
  "letter.close": { commands: ["letter close"], reads: letter },
  "letter.key.set": { commands: ["letter set-key"], reads: ["letter_key"] },
  "customs.person-key.set": {
    commands: ["customs set-person-key"],
    reads: ["customs_personKey"],
  },
  "letter.branch.set": { commands: ["letter set-branch"], reads: ["letter_branches"] },
  "letter.branch.remove": { commands: ["letter remove-branch"], reads: ["letter_branches"] },
  "customs.enterprise.file": { commands: ["customs file-enterprise"], reads: enterprise },
  "customs.enterprise.decide": { commands: ["customs decide-enterprise"], reads: enterprise },
  "customs.commodity.file": {
    commands: ["customs file-commodity"],
    reads: ["customs_commodities"],
  },
  "customs.commodity.decide": {
    commands: ["customs decide-commodity"],
    reads: ["customs_commodities"],
  },
  "customs.notice.publish": { commands: ["customs publish-notice"], reads: ["customs_notices"] },
  "customs.order.declare": { commands: documents, reads: ["customs_order", "customs_message"] },
  "customs.payment.declare": { commands: documents, reads: ["customs_payment", "customs_message"] },
  "customs.waybill.declare": { commands: documents, reads: ["customs_waybill", "customs_message"] },
  "customs.waybill.track": {
    commands: ["customs track"],
    reads: ["customs_waybill", "customs_track"],
  },
  "customs.arrival.declare": { commands: ["customs arrive"], reads: ["customs_waybill"] },
  "customs.list.declare": { commands: documents, reads: [...list, "customs_message"] },
  "customs.list.receipt": { commands: ["customs receipt"], reads: list },
  "customs.list.cancel": { commands: ["customs cancel"], reads: list },
  "customs.list.cancel.decide": { commands: ["customs decide-cancel"], reads: list },
  "customs.list.return": { commands: ["customs return"], reads: list },
  "customs.list.return.decide": { commands: ["customs decide-return"], reads: list },
  "customs.list.return.arrive": { commands: ["customs arrive-return"], reads: [...list, ...bill] },
  "customs.summary.declare": { commands: ["customs sum-up"], reads: ["customs_entry"] },
  "customs.summary.enter": { commands: ["customs enter"], reads: ["customs_entry"] },
  "customs.tariff.set": { commands: ["customs set-tariff"], reads: ["customs_tariff"] },
  "customs.treasury.set": { commands: ["customs set-treasury"], reads: ["customs_treasury"] },
  "customs.guarantee.deposit": { commands: ["customs deposit"], reads: ["customs_guarantee"] },
  "customs.guarantee.withdraw": { commands: ["customs withdraw"], reads: ["customs_guarantee"] },
  "customs.tax.pay": { commands: ["customs pay-tax"], reads: [...bill, "payment_get"] },
  "customs.tax.refund": { commands: ["customs refund-tax"], reads: [...bill, "payment_get"] },
  "trade.batch.create": { commands: ["trade create-batch"], reads: batch },
  "trade.batch.event": { commands: ["trade tell"], reads: batch },
  "trade.batch.split": { commands: ["trade split-batch"], reads: [...batch, "trade_batches"] },
  "trade.batch.merge": { commands: ["trade merge-batches"], reads: [...batch, "trade_batches"] },
  "trade.batch.hand-over": { commands: ["trade hand-over"], reads: batch },
  "trade.batch.take-over": { commands: ["trade take-over"], reads: batch },
  "trade.batch.pack": {
    commands: ["trade pack"],
    reads: ["customs_trace", "trade_recall", "customs_track"],
  },
  "trade.batch.recall": { commands: ["trade recall"], reads: [...batch, "trade_recall"] },
  "trade.batch.recall.lift": { commands: ["trade lift-recall"], reads: batch },
  "trade.listing.publish": { commands: ["trade list"], reads: listing },
  "trade.listing.withdraw": { commands: ["trade withdraw"], reads: listing },
  "trade.price.set": { commands: ["trade price"], reads: ["trade_listing"] },
  "trade.order.place": {
    commands: ["trade place"],
    reads: [...order, "customs_order", "customs_track"],
  },
  "trade.order.pay": { commands: ["trade pay"], reads: [...order, "trade_escrow", "payment_get"] },
  "trade.order.ship": { commands: ["trade ship"], reads: [...order, "customs_track"] },
  "trade.order.accept": { commands: ["trade accept"], reads: [...order, ...money] },
  "trade.order.cancel": { commands: ["trade cancel"], reads: [...order, ...money] },
  "trade.order.refund": { commands: ["trade ask-refund"], reads: order },
  "trade.order.refund.answer": { commands: ["trade answer"], reads: [...order, ...money] },
  "trade.order.dispute": { commands: ["trade dispute"], reads: order },
  "trade.order.dispute.decide": { commands: ["trade decide"], reads: [...order, ...money] },
  "trade.order.return": { commands: ["trade take-back"], reads: order },
  "trade.stock.receive": {
    commands: ["trade receive"],
    reads: ["trade_stock", "trade_movements", "trade_replenishments"],
  },
  "trade.stock.dispatch": {
    commands: ["trade dispatch"],
    reads: ["trade_stock", "trade_movements"],
  },
  "trade.stock.count": { commands: ["trade count"], reads: ["trade_stock", "trade_counts"] },
  "trade.stock.count.decide": {
    commands: ["trade decide-count"],
    reads: ["trade_counts", "trade_movements"],
  },
  "trade.stock.transfer": {
    commands: ["trade transfer"],
    reads: ["trade_transfers", "trade_movements"],
  },
  "trade.stock.transfer.receive": {
    commands: ["trade receive-transfer"],
    reads: ["trade_transfers", "trade_movements"],
  },
  "trade.stock.rule.set": {
    commands: ["trade set-rule"],
    reads: ["trade_stock", "trade_replenishments"],
  },
  "trade.bundle.define": { commands: ["trade define-bundle"], reads: ["trade_bundles"] },
  "trade.bundle.end": { commands: ["trade end-bundle"], reads: ["trade_bundles"] },
  "trade.sale.import": { commands: ["trade import-sale"], reads: ["trade_sale", "trade_sales"] },
  "trade.sale.allow": {
    commands: ["trade allow-platform"],
    reads: ["trade_salePlatforms"],
  },
  "trade.sale.decide": { commands: ["trade decide-sale"], reads: ["trade_sale", "trade_sales"] },
  "trade.sale.ship": { commands: ["trade ship-sale"], reads: ["trade_sale", "trade_sales"] },
  "trade.sale.return": {
    commands: ["trade return-sale"],
    reads: ["trade_sale", "trade_movements"],
  },
  "trade.sale.exchange": {
    commands: ["trade exchange-sale"],
    reads: ["trade_sale", "trade_movements"],
  },
  "trade.refund.rate.set": { commands: ["trade set-refund-rate"], reads: ["trade_refundRate"] },
  "trade.invoice.file": {
    commands: ["trade file-invoice"],
    reads: ["trade_invoice", "trade_invoices"],
  },
  "trade.invoice.decide": {
    commands: ["trade decide-invoice"],
    reads: ["trade_invoice", "trade_invoices"],
  },
  "trade.receipt.link": { commands: ["trade link-receipt"], reads: ["trade_receipts"] },
  "trade.refund.claim": {
    commands: ["trade claim-refund"],
    reads: ["trade_refund", "trade_refunds", "trade_claimed"],
  },
  "trade.refund.decide": {
    commands: ["trade decide-refund"],
    reads: ["trade_refund", "trade_refunds"],
  },
  "trade.refund.withdraw": {
    commands: ["trade withdraw-refund"],
    reads: ["trade_refund", "trade_claimed"],
  },
  "trade.refund.pay": { commands: ["trade pay-refund"], reads: ["trade_refund", "payment_get"] },
  "trade.refund.claw-back": {
    commands: ["trade claw-back"],
    reads: ["trade_refund", "trade_refunds"],
  },
  "trade.refund.repay": { commands: ["trade repay"], reads: ["trade_refund", "payment_get"] },
};
