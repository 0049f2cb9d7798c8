import type { CebFault } from "./fault.ts";
import { cebLimits } from "./limits.ts";
import { type CebResult, writeResult } from "./write-receipt.ts";

/** What a format error says beside the faults. Times and numbers are the caller's: nothing here has a clock. */
export interface FormatErrorHead {
  readonly guid: string;
  /** China's time as yyyyMMddHHmmss. */
  readonly returnTime: string;
  /** Number of the transfer that brought the file, if it is known. */
  readonly oriCopMsgId?: string;
  /** What the file was to be, e.g. "CEB311Message", if that is known. */
  readonly oriMessageType?: string;
}

/** As receipts of the e-port have been seen to write it; the specification says only that it is negative. */
const FORMAT_ERROR = "-999999";

/** The CEB900 that answers a file with these faults; it names as many of them as it has room for. */
export function writeFormatError(
  faults: readonly CebFault[],
  { guid, returnTime, oriCopMsgId, oriMessageType }: FormatErrorHead,
): Uint8Array {
  const head: CebResult<"900">["head"] = {
    guid,
    returnStatus: FORMAT_ERROR,
    returnTime,
    returnInfo: returnInfo(faults),
    oriCopMsgId,
    oriMessageType,
  };
  return writeResult("900", [{ head }]);
}

function returnInfo(faults: readonly CebFault[]): string {
  const sentences = faults.map(({ code, path, line, hint }) => {
    const where = [path, line === undefined ? "" : `line ${line}`].filter((part) => part !== "");
    return `[${[code, ...where].join(", ")}] ${hint}`;
  });
  const more = (count: number): string => `[${count} more]`;
  const room = cebLimits.returnInfo - more(faults.length).length - 1;
  let info = "";
  for (const [i, sentence] of sentences.entries()) {
    const longer = info === "" ? sentence : `${info} ${sentence}`;
    if (longer.length > room) return `${info} ${more(sentences.length - i)}`.trimStart();
    info = longer;
  }
  return info === "" ? "[UNKNOWN]" : info;
}
