import type { AnswerResult } from "../../transactions/letters/items.ts";
import type { Step } from "../../transactions/letters/states.ts";
import type { Words } from "../form/columns.ts";
import type { Kind } from "../form/head.ts";

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

export const titles: Readonly<Record<Kind, Words>> = {
  request: { en: "Bank confirmation letter", zh: "银行询证函" },
  reply: { en: "Reply to a bank confirmation letter", zh: "银行询证函回函" },
  question: { en: "Question about a reply", zh: "对回函的补充询证" },
};

export const words = {
  number: { en: "Number", zh: "编号" },
  to: { en: "To", zh: "致" },
  from: { en: "From", zh: "发函单位" },
  about: { en: "Audited entity", zh: "被审计单位" },
  asOf: { en: "As of", zh: "函证基准日" },
  contact: { en: "Reply to", zh: "回函地址及联系人" },
  struck: { en: "Not asked: struck out.", zh: "不询证，予以划线删除。" },
  none: { en: "None.", zh: "无。" },
  bankStates: { en: "To be stated by the bank.", zh: "请贵行填列。" },
  yes: { en: "yes", zh: "是" },
  no: { en: "no", zh: "否" },
  result: { en: "Result", zh: "结论" },
  byBank: { en: "By the bank's records", zh: "贵行记录" },
  remark: { en: "Remark", zh: "说明" },
  preparedBy: { en: "Prepared by", zh: "经办人" },
  attachments: { en: "Attachments", zh: "附件" },
  seals: { en: "Signatures and proof", zh: "签章与链上证明" },
  commitment: { en: "Commitment on the ledger", zh: "链上承诺值" },
  letter: { en: "Letter", zh: "函证标识" },
  chain: { en: "Network", zh: "网络" },
  step: { en: "Step", zh: "步骤" },
  by: { en: "By", zh: "操作方" },
  time: { en: "Time", zh: "时间" },
  signers: { en: "Keys that signed", zh: "签名公钥" },
  this: { en: "commits to this document", zh: "承诺即本文件" },
  block: { en: "block", zh: "区块" },
  ledger: { en: "the ledger", zh: "账本" },
} as const satisfies Readonly<Record<string, Words>>;

/** What the firm asks for, by format; in the words of this program. */
export const requests: Readonly<Record<"format-1" | "format-2" | "format-3", Words>> = {
  "format-1": {
    en: "The firm audits the entity's financial statements. What follows is taken from the entity's books. Compare it with your records as of the day above, say of each item whether it agrees, and state what your records say where it does not.",
    zh: "本所正在审计上述被审计单位的财务报表。以下各项出自被审计单位的记录。请与贵行截至上述基准日的记录核对，逐项说明是否相符；如有不符，请列明贵行记录的内容。",
  },
  "format-2": {
    en: "The firm audits the entity's financial statements. State of each item that is asked what your records say as of the day above.",
    zh: "本所正在审计上述被审计单位的财务报表。请贵行就所询证的各项，按截至上述基准日的记录填列。",
  },
  "format-3": {
    en: "The firm verifies capital that was paid in to the entity. Compare what follows with your records as of the day above.",
    zh: "本所正在对上述单位的实收资本进行验资。请将以下内容与贵行截至上述基准日的记录核对。",
  },
};

export const results: Readonly<Record<AnswerResult, Words>> = {
  MATCH: { en: "Agrees with our records", zh: "经本行核对，信息相符" },
  MISMATCH: { en: "Does not agree with our records", zh: "经本行核对，存在不符" },
  BANK_STATED: { en: "Stated by the bank", zh: "由本行填列" },
  UNABLE: { en: "Cannot be confirmed", zh: "无法核对" },
};

export const steps: Readonly<Record<Step, Words>> = {
  issue: { en: "issued", zh: "发出" },
  accept: { en: "accepted", zh: "受理" },
  return: { en: "returned", zh: "退回" },
  cure: { en: "put right", zh: "补正" },
  authorise: { en: "authorised", zh: "授权" },
  refuse: { en: "refused", zh: "拒绝授权" },
  prepare: { en: "prepared", zh: "经办" },
  reply: { en: "reviewed and replied", zh: "复核并回函" },
  receive: { en: "received", zh: "收函" },
  "follow-up": { en: "asked again", zh: "补充询证" },
  close: { en: "closed", zh: "办结" },
  overdue: { en: "overdue", zh: "逾期" },
  lapse: { en: "lapsed", zh: "失效" },
};
