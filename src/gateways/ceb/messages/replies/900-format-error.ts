import { returnStatuses } from "../../codes/return-statuses.ts";
import { answered } from "../../declare/declaration.ts";
import { code, guid, optional, second, text } from "../../declare/elements.ts";

/**
 * CEB900 answers a file that is no message. The specification lets it carry that file (`oriBizMessage`), which is left out:
 * it would send people's names and numbers once more, to nobody's use.
 */
export const formatError900 = answered({
  type: "900",
  en: "Format error",
  zh: "报文格式校验错误",
  document: "MessageReturn",
  head: {
    of: {
      guid: guid("Number of the answer", "系统唯一序号"),
      returnStatus: code(returnStatuses, "C1..10", "Return status, negative", "回执状态"),
      returnTime: second("When it was found", "回执时间"), // no milliseconds here, unlike in receipts
      returnInfo: text(1000, "What is wrong", "回执信息"),
      oriCopMsgId: optional(text(36, "Number of the transfer that brought it", "原始传输报文编号")),
      oriMessageType: optional(text(30, "What it was to be, e.g. CEB311Message", "原始报文类型")),
    },
  },
});
