import {
  amount,
  currency,
  day,
  type ItemForm,
  number,
  optionalAmount,
  optionalDay,
  optionalText,
  remark,
  text,
} from "./columns.ts";

/** Item 12: securities and documents of title that the bank keeps. */
export const custody: ItemForm = {
  place: 12,
  en: "Securities and documents of title in your custody",
  zh: "本公司存放于贵行托管的证券或其他产权文件",
  heads: {},
  tables: {
    rows: {
      en: "In custody",
      zh: "托管的证券或其他产权文件",
      key: ["code"],
      columns: {
        name: text("Security or document", "证券或其他产权文件名称"),
        code: number("Code", "证券代码或产权文件编号"),
        quantity: amount("Quantity", "数量"),
        currency: currency("Currency", "币种"),
        amount: optionalAmount("Amount", "金额"),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, the company has no other securities or documents of title in your custody.",
    zh: "除上述列示的证券或其他产权文件外，本公司并无存放于贵行托管的其他证券或其他产权文件。",
  },
};

/** Item 13: wealth products that the bank issued and that have not matured. */
export const wealthProducts: ItemForm = {
  place: 13,
  en: "Unmatured wealth products issued by your bank",
  zh: "本公司购买的由贵行发行的未到期银行理财产品",
  heads: {},
  tables: {
    rows: {
      en: "Wealth products",
      zh: "银行理财产品",
      key: ["name"],
      columns: {
        name: text("Product", "产品名称"),
        kind: text("Kind (closed or open)", "产品类型（封闭式/开放式）"),
        currency: currency("Currency", "币种"),
        units: amount("Units held", "持有份额"),
        netValue: optionalAmount("Net value", "产品净值"),
        boughtOn: day("Bought on", "购买日"),
        maturesOn: optionalDay("Matures on", "到期日"),
        restriction: optionalText(
          "Pledged or otherwise restricted",
          "是否被用于担保或存在其他使用限制",
        ),
        remark,
      },
    },
  },
  negative: {
    en: "Except as listed above, the company holds no other unmatured wealth product issued by your bank.",
    zh: "除上述列示的银行理财产品外，本公司并未购买其他由贵行发行的未到期银行理财产品。",
  },
};

/** Item 14: whatever the auditor asks beyond the others. */
export const other: ItemForm = {
  place: 14,
  en: "Other",
  zh: "其他",
  heads: {},
  tables: {
    rows: {
      en: "Other matters",
      zh: "其他事项",
      key: ["matter"],
      columns: { matter: text("Matter", "事项"), details: optionalText("Details", "具体内容") },
    },
  },
};
