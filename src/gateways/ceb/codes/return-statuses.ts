import { openTable } from "./table.ts";

/**
 * Operation results in receipts. Source: the remarks to `returnStatus` in the message specification, and docs/domain
 * section 4. A negative number says that the message could not be worked on; those are not listed anywhere public.
 */
export const returnStatuses = openTable(
  {
    of: "return status",
    form: /^(?:0|[1-9][0-9]{0,8}|-[1-9][0-9]{0,8})$/u,
    formWords: "a whole number of up to nine digits",
  },
  {
    "1": { en: "saved at the e-port", zh: "电子口岸已暂存" },
    "2": { en: "being declared at the e-port", zh: "电子口岸申报中" },
    "3": { en: "sent to customs", zh: "发送海关成功" },
    "4": { en: "could not be sent to customs", zh: "发送海关失败" },
    "100": { en: "refused by customs", zh: "海关退单" },
    "120": { en: "kept by customs", zh: "海关入库" },
    "300": { en: "looked at by a person", zh: "人工审核" },
    "399": { en: "concluded", zh: "海关审结" },
    "500": { en: "inspected", zh: "查验" },
    "501": { en: "detained, handed to clearance", zh: "扣留移送通关" },
    "502": { en: "detained, handed to the anti-smuggling office", zh: "扣留移送缉私" },
    "503": { en: "detained, handed to the legal office", zh: "扣留移送法规" },
    "599": { en: "detained otherwise", zh: "其他扣留" },
    "700": { en: "sent back", zh: "退运" },
    "800": { en: "released", zh: "放行" },
    "899": { en: "closed", zh: "结关" },
  },
);
