import { toHex } from "../../../primitives/bytes.ts";
import { decimalText } from "../../../primitives/decimal.ts";
import type { EventRecord } from "../../../transactions/customs/history.ts";
import type { Mismatch } from "../../../transactions/customs/lists/mismatches.ts";
import type { ListRecord } from "../../../transactions/customs/lists/records.ts";
import type { BillRecord } from "../../../transactions/customs/tax/bill.ts";
import { returnStatuses } from "../codes/return-statuses.ts";
import { type CebReceipt, writeReceipt, writeResult } from "../write-receipt.ts";
import { mismatchesSaid } from "./answers.ts";
import { digitsOf } from "./values.ts";

/** What the ledger has of an inventory list when it is asked. */
export interface ListOnLedger {
  readonly list: ListRecord;
  readonly history: readonly EventRecord[];
  readonly bill: BillRecord | undefined;
  /** Whether an export's list is in a summary application. */
  readonly isSummed: boolean;
}

/** A file for the systems of declarant and guarantor. */
export interface ReceiptFile {
  readonly type: "622" | "604" | "816" | "818";
  readonly bytes: Uint8Array;
}

/**
 * What customs' own systems would send about a list: a receipt of each step that it has taken (CEB622, CEB604), its tax bill
 * (CEB816), and that the bill was paid or is void (CEB818). Written again, a receipt has the same number.
 * `nowMs`: when the files are written, which CEB818 says, since a bill does not keep when it was paid.
 */
export function receiptsOfList(found: ListOnLedger, nowMs: number): ReceiptFile[] {
  const { list, bill } = found;
  const steps = stepsOf(found);
  const files: ReceiptFile[] = [];
  if (steps.length > 0) files.push(receiptsOf(found, steps));
  // Customs' messages about tax name the list by customs' number, and a release may have given none.
  if (bill === undefined || list.invtNo === undefined) return files;
  files.push({ type: "816", bytes: billOf(list, list.invtNo, bill) });
  if (bill.status !== "open") {
    files.push({ type: "818", bytes: billStatusOf(list.invtNo, bill, nowMs) });
  }
  return files;
}

interface Step {
  readonly returnStatus: string;
  readonly returnInfo: string;
  readonly timeMs: number;
}

/** The steps of a list that CEB622 has a number for. */
function stepsOf({ history }: ListOnLedger): Step[] {
  return history.flatMap(({ event, code, timeMs }): Step[] => {
    if (event === "match") {
      return [{ returnStatus: "3", returnInfo: "Matched, and with customs.", timeMs }];
    }
    // The event says how many there were, and the first of them.
    const [, first] = code?.split(" ") ?? [];
    if (event === "mismatch") return [{ ...mismatchesSaid([first as Mismatch]), timeMs }];
    if (event !== "receipt") return [];
    const returnStatus = code!;
    const words = returnStatuses.entries.get(returnStatus);
    return [{ returnStatus, returnInfo: words?.zh ?? "exception", timeMs }];
  });
}

/** A receipt's number is made of the list's and of its place: 36 characters, the same whenever it is written. */
function guidOf(id: Uint8Array, place: number): string {
  const hex = toHex(id).toUpperCase();
  return `${hex.slice(0, 28)}-${place.toString().padStart(7, "0")}`;
}

function receiptsOf({ list, isSummed }: ListOnLedger, steps: readonly Step[]): ReceiptFile {
  const { agentCode, copNo, preNo, invtNo, content } = list;
  const { ebpCode, ebcCode, orderNo, customsCode } = content;
  const heads = steps.map(({ returnStatus, returnInfo, timeMs }, place) => ({
    ...{ guid: guidOf(list.id, place), agentCode, copNo, ebpCode, ebcCode },
    ...(preNo === undefined ? {} : { preNo }),
    ...(invtNo === undefined ? {} : { invtNo }),
    ...{ returnStatus, returnInfo, returnTime: digitsOf(timeMs) },
  }));
  if (content.direction === "import") {
    const imports: CebReceipt<"622">[] = heads.map((head) => ({ ...head, customsCode }));
    return { type: "622", bytes: writeReceipt("622", imports) };
  }
  const statisticsFlag = isSummed ? "B" : "A";
  const exports: CebReceipt<"604">[] = heads.map((head) => ({ ...head, orderNo, statisticsFlag }));
  return { type: "604", bytes: writeReceipt("604", exports) };
}

const yuan = (minor: bigint): string => decimalText(minor, 2);

interface Taxes {
  readonly duty: bigint;
  readonly valueAdded: bigint;
  readonly consumption: bigint;
}
const taxesOf = ({ duty, valueAdded, consumption }: Taxes) => ({
  customsTax: yuan(duty),
  valueAddedTax: yuan(valueAdded),
  consumptionTax: yuan(consumption),
});

/** The bill has no number of its own on the ledger: half of the list's id stands for it. */
const taxNoOf = ({ id }: BillRecord): string => toHex(id).slice(0, 32).toUpperCase();
/** 1 made, 2 summarised into a notice to pay, which is paid or drawn from the guarantee here, 3 void. */
const TAX_STATUS = { open: "1", paid: "2", drawn: "2", void: "3" } as const;
const BILL_PLACE = 9_000_000;

function billOf({ content, assessed, id }: ListRecord, invtNo: string, bill: BillRecord) {
  const { ebcCode, logisticsCode, logisticsNo, customsCode, orderNo } = content;
  const head = {
    ...{ guid: guidOf(id, BILL_PLACE), returnTime: digitsOf(bill.timeMs), invtNo },
    ...{ taxNo: taxNoOf(bill), ...taxesOf(bill), status: "1" as const },
    ...{ assureCode: bill.assureCode, ebcCode, logisticsCode, customsCode, orderNo, logisticsNo },
  };
  const lines = assessed!.lines.map((line, at) => ({
    ...{ gnum: at + 1, gcode: content.lines[at]!.gcode, taxPrice: yuan(line.value) },
    ...taxesOf(line),
  }));
  return writeResult("816", [{ head, lines }]);
}

function billStatusOf(invtNo: string, bill: BillRecord, nowMs: number): Uint8Array {
  const head = {
    ...{ guid: guidOf(bill.id, BILL_PLACE + 1), returnTime: digitsOf(nowMs), invtNo },
    ...{ taxNo: taxNoOf(bill), status: TAX_STATUS[bill.status], assureCode: bill.assureCode },
  };
  return writeResult("818", [{ head }]);
}
