import { applicationStatuses, applicationTypes, transferModes } from "../codes/flags.ts";
import { returnStatuses } from "../codes/return-statuses.ts";
import {
  code,
  company,
  companyName,
  guid,
  millisecond,
  note,
  type RecordOf,
  second,
  text,
} from "./elements.ts";

/** What every document that an enterprise sends begins with. */
export const application = {
  guid: guid("Number of the document, unique in the sender's system", "系统唯一序号"),
  appType: code(applicationTypes, "C1", "Application type", "报送类型"),
  appTime: second("When it was sent", "报送时间"),
  appStatus: code(applicationStatuses, "C..3", "Application status", "业务状态"),
} as const;

/** Who transfers the message. */
export const baseTransfer = {
  copCode: company("Transferring enterprise", "传输企业代码"),
  copName: companyName("Its name", "传输企业名称"),
  dxpMode: code(transferModes, "C3", "Way of transfer", "报文传输模式"),
  dxpId: text(30, "Its number at the exchange platform", "报文传输编号"),
  note,
} as const;

export type BaseTransfer = RecordOf<typeof baseTransfer>;

/** What every receipt ends with. Its reason for a refusal is text that a person may have written. */
export const result = {
  returnStatus: code(returnStatuses, "C1..10", "Return status", "回执状态"),
  returnTime: millisecond("When it was decided", "回执时间"),
  returnInfo: text(1000, "What was decided, or why not", "回执信息"),
} as const;

export const receiptGuid = guid("Number of the receipt, unique in customs' system", "系统唯一序号");
