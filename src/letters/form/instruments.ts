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
} from "./columns.ts";

const bill = {
  billNumber: number("Bill number", "汇票号码"),
  currency: currency("Currency", "币种"),
  amount: amount("Face amount", "票面金额"),
  drawnOn: day("Drawn on", "出票日"),
  dueOn: day("Due on", "到期日"),
};

/** Item 7: bills that the company drew and the bank accepted. */
export const bankAcceptances: ItemForm = {
  place: 7,
  en: "Bank acceptances drawn by the company and unpaid",
  zh: "本公司为出票人且由贵行承兑而尚未支付的银行承兑汇票",
  heads: {},
  tables: {
    rows: {
      en: "Bank acceptances",
      zh: "银行承兑汇票",
      key: ["billNumber"],
      columns: {
        ...bill,
        accountNumber: number("Settlement account number", "结算账户账号"),
        security: optionalText("Collateral", "抵（质）押品"),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, your bank has accepted no other unpaid bill drawn by the company.",
    zh: "除上述列示的银行承兑汇票外，本公司并无由贵行承兑而尚未支付的其他银行承兑汇票。",
  },
};

/** Item 8: bills that the bank discounted and that are not due yet. */
export const discountedBills: ItemForm = {
  place: 8,
  en: "Commercial bills discounted with your bank and not yet due",
  zh: "本公司向贵行已贴现而尚未到期的商业汇票",
  heads: {},
  tables: {
    rows: {
      en: "Discounted bills",
      zh: "已贴现的商业汇票",
      key: ["billNumber"],
      columns: {
        ...bill,
        acceptor: text("Acceptor", "承兑人名称"),
        discountedOn: day("Discounted on", "贴现日"),
        rate: rate("Discount rate", "贴现率"),
        proceeds: amount("Net proceeds", "贴现净额"),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, the company has discounted no other bill with your bank that is not yet due.",
    zh: "除上述列示的商业汇票外，本公司并无向贵行已贴现而尚未到期的其他商业汇票。",
  },
};

/** Item 9: bills that the bank collects. */
export const collectionBills: ItemForm = {
  place: 9,
  en: "Commercial bills held by the company and under collection by your bank",
  zh: "本公司为持票人且由贵行托收的商业汇票",
  heads: {},
  tables: {
    rows: {
      en: "Bills under collection",
      zh: "托收的商业汇票",
      key: ["billNumber"],
      columns: { ...bill, acceptor: text("Acceptor", "承兑人名称"), remark },
    },
  },
  negative: {
    en: "Except as listed above, your bank collects no other bill for the company.",
    zh: "除上述列示的商业汇票外，本公司并无由贵行托收的其他商业汇票。",
  },
};

/** Item 10: irrevocable letters of credit that are still open. */
export const lettersOfCredit: ItemForm = {
  place: 10,
  en: "Irrevocable letters of credit opened by your bank and outstanding",
  zh: "本公司为申请人、由贵行开具的、未履行完毕的不可撤销信用证",
  heads: {},
  tables: {
    rows: {
      en: "Letters of credit",
      zh: "不可撤销信用证",
      key: ["creditNumber"],
      columns: {
        creditNumber: number("Credit number", "信用证号码"),
        beneficiary: text("Beneficiary", "受益人"),
        currency: currency("Currency", "币种"),
        amount: amount("Amount", "信用证金额"),
        expiresOn: day("Expires on", "到期日"),
        unused: amount("Unused amount", "未使用金额"),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, your bank has opened no other outstanding irrevocable letter of credit for the company.",
    zh: "除上述列示的不可撤销信用证外，本公司并无由贵行开具的、未履行完毕的其他不可撤销信用证。",
  },
};

/** Item 11: contracts to buy and sell currencies that are not settled. */
export const fxContracts: ItemForm = {
  place: 11,
  en: "Unsettled foreign exchange contracts",
  zh: "本公司与贵行之间未履行完毕的外汇买卖合约",
  heads: {},
  tables: {
    rows: {
      en: "Contracts",
      zh: "外汇买卖合约",
      key: ["contract"],
      columns: {
        contract: number("Contract number", "合约号码"),
        sells: currency("Currency that your bank sells", "贵行卖出币种"),
        sold: amount("Unsettled amount sold", "未履行的卖出金额"),
        buys: currency("Currency that your bank buys", "贵行买入币种"),
        bought: amount("Unsettled amount bought", "未履行的买入金额"),
        exchangeRate: amount("Exchange rate", "汇率"),
        settlesOn: day("Settles on", "交收日期"),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, there are no other unsettled foreign exchange contracts between the company and your bank.",
    zh: "除上述列示的合约外，本公司与贵行之间并无其他未履行完毕的外汇买卖合约。",
  },
};
