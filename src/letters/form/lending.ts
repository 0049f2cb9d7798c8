import {
  amount,
  currency,
  day,
  type ItemForm,
  number,
  optionalText,
  rate,
  remark,
  text,
  type Words,
} from "./columns.ts";

/** Item 2: what the company owes the bank. */
export const loans: ItemForm = {
  place: 2,
  en: "Bank loans",
  zh: "银行借款",
  heads: {},
  tables: {
    rows: {
      en: "Loans",
      zh: "银行借款",
      key: ["loanNumber"],
      columns: {
        borrower: text("Borrower", "借款人名称"),
        loanNumber: number("Loan account number", "借款账号"),
        currency: currency("Currency", "币种"),
        balance: amount("Balance", "余额"),
        from: day("Drawn on", "借款日期"),
        to: day("Due on", "到期日期"),
        rate: rate("Interest rate", "利率"),
        security: optionalText("Collateral or guarantor", "抵（质）押品/担保人"),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, the company has no other loans from your bank.",
    zh: "除上述列示的银行借款外，本公司并无自贵行的其他借款。",
  },
};

const entrusted = (counterparty: Words) => ({
  rows: {
    en: "Entrusted loans",
    zh: "委托贷款",
    key: ["accountNumber", "counterparty"],
    columns: {
      accountName: text("Account name", "账户名称"),
      accountNumber: number("Settlement account number", "银行结算账号"),
      counterparty: text(counterparty.en, counterparty.zh),
      currency: currency("Currency", "币种"),
      rate: rate("Interest rate", "利率"),
      balance: amount("Balance", "余额"),
      from: day("Drawn on", "贷款起始日期"),
      to: day("Due on", "贷款终止日期"),
      remark,
    },
  },
});

/** Item 4: entrusted loans that the company gave through the bank. */
export const entrustedPrincipal: ItemForm = {
  place: 4,
  en: "Entrusted loans, the company as principal",
  zh: "本公司作为委托人的委托贷款",
  heads: {},
  tables: entrusted({ en: "Borrower", zh: "资金借入方" }),
  negative: {
    en: "Except as listed above, the company is principal of no other entrusted loan through your bank.",
    zh: "除上述列示的委托贷款外，本公司并无通过贵行办理的其他以本公司作为委托人的委托贷款。",
  },
};

/** Item 5: entrusted loans that the company took through the bank. */
export const entrustedBorrower: ItemForm = {
  place: 5,
  en: "Entrusted loans, the company as borrower",
  zh: "本公司作为借款人的委托贷款",
  heads: {},
  tables: entrusted({ en: "Lender", zh: "资金借出方" }),
  negative: {
    en: "Except as listed above, the company is borrower of no other entrusted loan through your bank.",
    zh: "除上述列示的委托贷款外，本公司并无通过贵行办理的其他以本公司作为借款人的委托贷款。",
  },
};

const guarantee = {
  guaranteed: text("Guaranteed party", "被担保人"),
  kind: text("Kind of guarantee", "担保方式"),
  currency: currency("Currency", "币种"),
  balance: amount("Guaranteed balance", "担保余额"),
  to: day("Ends on", "担保到期日"),
  contract: number("Contract number", "担保合同编号"),
  remark,
};

/** Item 6: guarantees for others to the bank, and of the bank for the company. */
export const guarantees: ItemForm = {
  place: 6,
  en: "Guarantees",
  zh: "担保（包括保函）",
  heads: {},
  tables: {
    given: {
      en: "Given by the company for others, with your bank as beneficiary",
      zh: "本公司为其他单位提供的、以贵行为担保受益人的担保",
      key: ["contract"],
      columns: guarantee,
    },
    received: {
      en: "Given by your bank for the company (letters of guarantee, standby letters of credit)",
      zh: "贵行向本公司提供的担保（如保函业务、备用信用证业务等）",
      key: ["contract"],
      columns: guarantee,
    },
  },
  negative: {
    en: "Except as listed above, there are no other guarantees between the company and your bank.",
    zh: "除上述列示的担保外，本公司与贵行之间并无其他担保。",
  },
};
