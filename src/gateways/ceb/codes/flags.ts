import { closedTable } from "./table.ts";

/**
 * Short lists that the message specification gives beside the element (跨境统一版系统企业对接报文规范, the columns of remarks).
 * They are complete there.
 */

export const applicationTypes = closedTable("application type", {
  "1": { en: "new", zh: "新增" },
  "2": { en: "change", zh: "变更" },
  "3": { en: "delete", zh: "删除" },
});

export const applicationStatuses = closedTable("application status", {
  "1": { en: "draft", zh: "暂存" },
  "2": { en: "declared", zh: "申报" },
});

/** Of a message of the import family; the specification's list has E too, which stands in export messages alone. */
export const importDirection = closedTable("direction", { I: { en: "import", zh: "进口" } });

export const exportDirection = closedTable("direction", { E: { en: "export", zh: "出口" } });

export const importOrderTypes = closedTable("order type", {
  I: { en: "import order", zh: "进口订单" },
});

export const exportOrderTypes = closedTable("order type", {
  E: { en: "retail export order", zh: "B2C出口订单" },
  B: { en: "B2B direct export order", zh: "B2B出口订单" },
  W: { en: "order that books an overseas warehouse", zh: "海外仓订仓单" },
});

export const idTypes = closedTable("identity document", {
  "1": { en: "resident identity card", zh: "身份证" },
  "2": { en: "other", zh: "其它" },
});

/** Of a waybill; signed for is the only one that CEB513 reports. */
export const waybillStatuses = closedTable("waybill status", {
  S: { en: "signed for", zh: "签收" },
});

export const statisticsFlags = closedTable("way of declaring", {
  A: { en: "simplified", zh: "简化申报" },
  B: { en: "summarised", zh: "汇总申报" },
});

export const feeMarks = closedTable("mark of a fee", {
  "1": { en: "rate", zh: "率" },
  "2": { en: "unit price", zh: "单价" },
  "3": { en: "total", zh: "总价" },
});

export const summaryFlags = closedTable("way of summarising", {
  "1": { en: "by consignor alone", zh: "按收发货人单一汇总" },
  "2": { en: "by consignor and producer", zh: "按收发货人和生产销售单位汇总" },
});

export const taxStatuses = closedTable("status of a tax bill", {
  "1": { en: "made", zh: "已生成" },
  "2": { en: "summarised", zh: "已汇总" },
  "3": { en: "void", zh: "作废" },
});

export const transferModes = closedTable("way of transfer", {
  DXP: { en: "China E-Port's data exchange platform", zh: "中国电子口岸数据交换平台" },
});

export const subscriptions = closedTable("subscription", {
  ALL: { en: "documents and receipts", zh: "订阅数据和回执" },
  DATA: { en: "documents only", zh: "只订阅数据" },
  RET: { en: "receipts only", zh: "只订阅回执" },
});
