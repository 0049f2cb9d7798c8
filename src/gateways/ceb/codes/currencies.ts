import { openTable, rows } from "./table.ts";

/**
 * Currencies (货币代码表) in three digits. Published by GACC in JGS-20 海关业务代码集. Declarations of general trade have used
 * letters since 2018; these messages have kept the digits. Currencies that the euro replaced are left out.
 */
export const currencies = openTable(
  { of: "currency", form: /^[0-9]{3}$/u, formWords: "three digits" },
  rows(
    `
    110 HKD 港元; 113 IRR 伊朗里亚尔; 116 JPY 日本元; 118 KWD 科威特第纳尔; 121 MOP 澳门元
    122 MYR 马来西亚林吉特; 127 PKR 巴基斯坦卢比; 129 PHP 菲律宾比索; 132 SGD 新加坡元
    133 KRW 韩国圆; 136 THB 泰国铢; 142 CNY 人民币; 143 TWD 台湾元; 300 EUR 欧元
    302 DKK 丹麦克朗; 303 GBP 英镑; 326 NOK 挪威克朗; 330 SEK 瑞典克朗; 331 CHF 瑞士法郎
    501 CAD 加拿大元; 502 USD 美元; 601 AUD 澳大利亚元; 609 NZD 新西兰元
    `,
    "iso",
  ),
);
