import { openTable } from "./table.ts";

/**
 * Supervision modes (监管方式代码表), four digits. Published by GACC as a parameter table of declarations; the five of
 * cross-border e-commerce by its announcements 2014 no. 12 (9610), no. 57 (1210), 2016 no. 75 (1239) and 2020 no. 75
 * (9710, 9810). Only those that stand near them are here.
 */
export const tradeModes = openTable(
  { of: "trade mode", form: /^[0-9]{4}$/u, formWords: "four digits" },
  {
    "0110": { en: "general trade", zh: "一般贸易" },
    "1039": { en: "market procurement", zh: "市场采购" },
    "1210": { en: "bonded e-commerce", zh: "保税电商" },
    "1233": { en: "goods of a bonded warehouse", zh: "保税仓库货物" },
    "1239": { en: "bonded e-commerce A", zh: "保税电商A" },
    "3010": { en: "samples and advertising material", zh: "货样广告品" },
    "9610": { en: "cross-border e-commerce, direct mail", zh: "跨境贸易电子商务" },
    "9710": { en: "cross-border e-commerce, B2B direct export", zh: "跨境电商B2B直接出口" },
    "9810": {
      en: "cross-border e-commerce, export to an overseas warehouse",
      zh: "跨境电商出口海外仓",
    },
  },
);
