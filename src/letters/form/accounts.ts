import {
  amount,
  currency,
  day,
  flag,
  type ItemForm,
  number,
  optionalDay,
  optionalText,
  rate,
  remark,
  text,
} from "./columns.ts";

const account = {
  accountName: text("Account name", "账户名称"),
  accountNumber: number("Account number", "银行账号"),
  currency: currency("Currency", "币种"),
};

/** Item 1: what the company has with the bank. */
export const deposits: ItemForm = {
  place: 1,
  en: "Bank deposits",
  zh: "银行存款",
  heads: {},
  tables: {
    rows: {
      en: "Deposits",
      zh: "银行存款",
      key: ["accountNumber", "currency"],
      columns: {
        ...account,
        rate: rate("Interest rate", "利率"),
        accountType: text("Type of account", "账户类型"),
        balance: amount("Balance", "账户余额"),
        pooled: flag(
          "Pooled funds (cash pool or other)",
          "是否属于资金归集（资金池或其他资金管理）账户",
        ),
        from: optionalDay("Start", "起始日期"),
        to: optionalDay("Maturity", "终止日期"),
        restriction: optionalText(
          "Frozen, pledged or otherwise restricted",
          "是否存在冻结、担保或其他使用限制",
        ),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, the company has no other deposits with your bank.",
    zh: "除上述列示的银行存款外，本公司并无在贵行的其他存款。",
  },
};

/** Item 3: accounts that were closed within a period. */
export const closedAccounts: ItemForm = {
  place: 3,
  en: "Accounts closed in the period",
  zh: "期间内注销的账户",
  heads: { from: day("From", "自"), to: day("To", "至") },
  tables: {
    rows: {
      en: "Closed accounts",
      zh: "注销的账户",
      key: ["accountNumber"],
      columns: { ...account, closedOn: day("Closed on", "注销账户日") },
    },
  },
  negative: {
    en: "Except as listed above, the company closed no other account with your bank in the period.",
    zh: "除上述列示的注销账户外，本公司在此期间并未在贵行注销其他账户。",
  },
};

/** The annex: accounts whose funds are pooled. */
export const cashPool: ItemForm = {
  en: "Cash-pool accounts (annex)",
  zh: "资金归集（资金池或其他资金管理）账户具体信息（附表）",
  heads: {},
  tables: {
    rows: {
      en: "Pooled accounts",
      zh: "资金归集账户",
      key: ["providerAccount", "userAccount"],
      columns: {
        provider: text("Institution that provides the funds", "资金提供机构名称"),
        providerAccount: number("Its account number", "资金提供机构账号"),
        user: text("Institution that uses the funds", "资金使用机构名称"),
        userAccount: number("Its account number", "资金使用机构账号"),
        currency: currency("Currency", "币种"),
        placed: amount(
          "Balance of funds placed or (-) received",
          "截至函证基准日拨入或拨出资金余额（拨出为负）",
        ),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, the company takes part in no other pooling of funds with your bank.",
    zh: "除上述列示的账户外，本公司并未参与贵行的其他资金归集业务。",
  },
};

/** Format 3: what was paid in as capital. */
export const capitalContributions: ItemForm = {
  en: "Capital contributions",
  zh: "出资者（股东）缴入的出资款",
  heads: {},
  tables: {
    rows: {
      en: "Contributions",
      zh: "出资款",
      key: ["accountNumber", "contributor", "paidOn"],
      columns: {
        contributor: text("Contributor", "缴款人"),
        paidOn: day("Paid in on", "缴入日期"),
        accountNumber: number("Account number", "银行账号"),
        currency: currency("Currency", "币种"),
        amount: amount("Amount", "金额"),
        purpose: text("Purpose", "款项用途"),
        source: optionalText("Source of the funds", "款项来源"),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, no other capital was paid in at your bank.",
    zh: "除上述列示的出资款外，贵行并未收到其他出资款。",
  },
};
