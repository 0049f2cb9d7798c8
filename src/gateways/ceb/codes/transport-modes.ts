import { openTable } from "./table.ts";

/**
 * Modes of transport (运输方式代码表), one character. Published by GACC in JGS-20 海关业务代码集 and with the rules for filling
 * in declarations. Later additions for passengers' luggage, fixed installations and special zones are not here.
 */
export const transportModes = openTable(
  { of: "mode of transport", form: /^[0-9A-Z]$/u, formWords: "one digit or capital letter" },
  {
    "0": { en: "into a bonded zone from outside, or back", zh: "非保税区" },
    "1": { en: "supervised warehouse", zh: "监管仓库" },
    "2": { en: "water", zh: "水路运输" },
    "3": { en: "rail", zh: "铁路运输" },
    "4": { en: "road", zh: "公路运输" },
    "5": { en: "air", zh: "航空运输" },
    "6": { en: "mail", zh: "邮件运输" },
    "7": { en: "bonded zone", zh: "保税区" },
    "8": { en: "bonded warehouse", zh: "保税仓库" },
    "9": { en: "other", zh: "其他运输" },
    A: { en: "all modes", zh: "全部运输方式" },
    H: { en: "special customs zone at the border", zh: "边境特殊海关作业区" },
    T: { en: "comprehensive experimental zone", zh: "综合实验区" },
    W: { en: "bonded logistics centre", zh: "物流中心" },
    X: { en: "bonded logistics park", zh: "物流园区" },
    Y: { en: "bonded port area", zh: "保税港区" },
    Z: { en: "export processing zone", zh: "出口加工区" },
  },
);
