import type { Words } from "../language.ts";

/** What a page on goods says. */
export const words = {
  title: { en: "Where these goods come from", zh: "商品溯源" },
  recalled: {
    en: "These goods are recalled: do not use them",
    zh: "该商品已被召回：请勿使用",
  },
  recall: { en: "recalled by", zh: "召回方" },
  since: { en: "since", zh: "自" },
  notice: { en: "SHA-256 of the notice", zh: "召回公告的 SHA-256" },
  failed: {
    en: "An inspection found these goods wanting: do not use them",
    zh: "检验不合格：请勿使用",
  },
  failedWhy: {
    en: "Their batch did not pass, and has not passed since.",
    zh: "本批次检验不合格，此后未再合格。",
  },
  failedOrigin: {
    en: "A batch that these goods were made from failed an inspection",
    zh: "来源批次检验不合格",
  },
  failedOriginWhy: {
    en: "Below is what happened, and whether these goods have passed one of their own.",
    zh: "详情及本批次自身的检验结果见下文。",
  },
  fine: { en: "Nobody has recalled these goods", zh: "该商品未被召回" },
  asOf: { en: "as of block", zh: "截至区块" },
  goods: { en: "Goods", zh: "商品" },
  producer: { en: "Producer", zh: "生产企业" },
  batch: { en: "Batch", zh: "批次" },
  made: { en: "Made on", zh: "生产日期" },
  origin: { en: "Made in", zh: "原产地" },
  barcode: { en: "Barcode", zh: "条形码" },
  heading: { en: "Tariff heading", zh: "税则号" },
  parcel: { en: "In this parcel", zh: "本包裹内数量" },
  packed: { en: "Packed", zh: "装箱" },
  waybill: { en: "Waybill", zh: "运单" },
  copied: {
    en: "If the goods in your hands are others, or have come to you another way, the code may have been copied: ask the seller.",
    zh: "如果您手中的商品与此不符，或并非经此渠道收到，代码可能被复制：请联系卖家。",
  },
  way: { en: "What happened to them", zh: "流转记录" },
  earlier: { en: "From the beginning", zh: "从头开始" },
  later: { en: "Go on", zh: "下一页" },
  from: { en: "Made from batches", zh: "来源批次" },
  proof: { en: "How anybody can prove this", zh: "如何验证" },
  proofText: {
    en: "Every line here is an entry of a ledger that several institutions keep together. Asked for a key below, the JSON-RPC method state_proof of any of them gives a proof, which `portolan verify-proof` checks without any of them.",
    zh: "此页每一行都是由多家机构共同维护的账本中的一条记录。以下列键向任一机构的 JSON-RPC 方法 state_proof 查询可得到证明，并可用 portolan verify-proof 独立验证。",
  },
  key: { en: "Key", zh: "键" },
  block: { en: "block", zh: "区块" },
  document: { en: "document", zh: "文件" },
  says: { en: "note", zh: "备注" },
  to: { en: "to", zh: "交给" },
} as const satisfies Record<string, Words>;

/** Why a batch is recalled, by the ledger's word for it. */
export const reasons: Readonly<Record<string, Words>> = {
  CONTAMINATION: { en: "contamination", zh: "污染" },
  FOREIGN_BODY: { en: "a foreign body", zh: "异物" },
  ALLERGEN: { en: "an allergen that the label does not name", zh: "未标示的过敏原" },
  WRONG_LABEL: { en: "a wrong label", zh: "标签错误" },
  DEFECT: { en: "a defect", zh: "缺陷" },
  SPOILED: { en: "spoiled", zh: "变质" },
  COUNTERFEIT: { en: "counterfeit", zh: "假冒" },
  PROHIBITED: { en: "may not be sold", zh: "禁止销售" },
  OTHER: { en: "another reason", zh: "其他原因" },
};

/** What can happen to a batch, by the ledger's word for it. */
export const events: Readonly<Record<string, Words>> = {
  created: { en: "Put on the ledger by its producer", zh: "生产企业登记批次" },
  split: { en: "A part was taken off", zh: "拆分" },
  "split-off": { en: "Split off from another batch", zh: "自其他批次拆出" },
  merge: { en: "Went into another batch", zh: "并入其他批次" },
  merged: { en: "Merged from other batches", zh: "由其他批次合并" },
  offered: { en: "Offered", zh: "待交接" },
  "offer-withdrawn": { en: "Offer withdrawn", zh: "撤回交接" },
  "taken-over": { en: "Taken over", zh: "接收" },
  recalled: { en: "Recalled", zh: "召回" },
  "recall-lifted": { en: "Recall lifted", zh: "解除召回" },
  produced: { en: "Produced", zh: "生产" },
  processed: { en: "Processed", zh: "加工" },
  stored: { en: "Stored", zh: "入库" },
  "inspected-passed": { en: "Inspected: passed", zh: "检验合格" },
  "inspected-failed": { en: "Inspected: failed", zh: "检验不合格" },
  shipped: { en: "Shipped", zh: "发运" },
  "customs-cleared": { en: "Cleared by customs", zh: "海关放行" },
  received: { en: "Received", zh: "收货" },
  temperature: { en: "Temperature read", zh: "温度记录" },
  other: { en: "Noted", zh: "其他" },
};
