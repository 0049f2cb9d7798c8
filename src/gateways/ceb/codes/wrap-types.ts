import { openTable } from "./table.ts";

/**
 * Kinds of packaging (包装种类代码表) in the one-digit form that these messages have kept. Published by GACC in JGS-20;
 * declarations of general trade have used two digits since 2018.
 */
export const wrapTypes = openTable(
  { of: "kind of packaging", form: /^[0-9]$/u, formWords: "one digit" },
  {
    "1": { en: "wooden case", zh: "木箱" },
    "2": { en: "carton", zh: "纸箱" },
    "3": { en: "drum or barrel", zh: "桶装" },
    "4": { en: "in bulk", zh: "散装" },
    "5": { en: "pallet", zh: "托盘" },
    "6": { en: "bale or bag", zh: "包" },
    "7": { en: "other", zh: "其它" },
  },
);
