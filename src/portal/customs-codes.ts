import type { Words } from "./language.ts";

/** Names of customs' three-digit codes that are met most (units, countries and currencies of the declaration forms); any other is shown as it is. */
const UNITS: Readonly<Record<string, Words>> = {
  "001": { en: "units", zh: "台" },
  "006": { en: "sets", zh: "套" },
  "007": { en: "pieces", zh: "个" },
  "011": { en: "pieces", zh: "件" },
  "030": { en: "m", zh: "米" },
  "035": { en: "kg", zh: "千克" },
  "036": { en: "g", zh: "克" },
  "070": { en: "t", zh: "吨" },
  "095": { en: "l", zh: "升" },
  "096": { en: "ml", zh: "毫升" },
  "120": { en: "cases", zh: "箱" },
  "122": { en: "tins", zh: "罐" },
  "125": { en: "packs", zh: "包" },
  "136": { en: "bags", zh: "袋" },
  "140": { en: "boxes", zh: "盒" },
  "142": { en: "bottles", zh: "瓶" },
};
const COUNTRIES: Readonly<Record<string, Words>> = {
  "110": { en: "Hong Kong, China", zh: "中国香港" },
  "116": { en: "Japan", zh: "日本" },
  "122": { en: "Malaysia", zh: "马来西亚" },
  "132": { en: "Singapore", zh: "新加坡" },
  "133": { en: "Korea, Republic of", zh: "韩国" },
  "136": { en: "Thailand", zh: "泰国" },
  "141": { en: "Viet Nam", zh: "越南" },
  "142": { en: "China", zh: "中国" },
  "303": { en: "United Kingdom", zh: "英国" },
  "304": { en: "Germany", zh: "德国" },
  "305": { en: "France", zh: "法国" },
  "307": { en: "Italy", zh: "意大利" },
  "309": { en: "Netherlands", zh: "荷兰" },
  "312": { en: "Spain", zh: "西班牙" },
  "331": { en: "Switzerland", zh: "瑞士" },
  "501": { en: "Canada", zh: "加拿大" },
  "502": { en: "United States", zh: "美国" },
  "601": { en: "Australia", zh: "澳大利亚" },
  "609": { en: "New Zealand", zh: "新西兰" },
};

/** The codes of ISO 4217 for customs' own. */
const CURRENCIES: Readonly<Record<string, string>> = {
  ...{ "110": "HKD", "116": "JPY", "142": "CNY", "300": "EUR", "303": "GBP", "502": "USD" },
};

export function unitWords(code: string): Words {
  return UNITS[code] ?? codeWords(code);
}

export function countryWords(code: string): Words {
  return COUNTRIES[code] ?? codeWords(code);
}

export function currencyText(code: string): string {
  return CURRENCIES[code] ?? code;
}

function codeWords(code: string): Words {
  return { en: `customs code ${code}`, zh: `海关代码 ${code}` };
}
