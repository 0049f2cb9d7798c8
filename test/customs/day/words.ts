/**
 * What happens at a port, in words that neither the ledger nor the model owns: everybody by name, documents by the numbers on them,
 * money in fen and quantities in 0.00001 of a unit, as messages of CEB say it.
 */

export type Direction = "import" | "export";
export type AppType = "new" | "change" | "delete";
/** A code with customs and a number of that enterprise's. */
export type Key = readonly [code: string, no: string];

export interface OrderLine {
  readonly itemNo: string;
  readonly quantity: bigint;
  readonly unit: string;
  readonly total: bigint;
}
export interface OrderSaid {
  readonly direction: Direction;
  readonly ebcCode: string;
  readonly goodsValue: bigint;
  readonly freight: bigint;
  readonly discount: bigint;
  readonly taxTotal: bigint;
  readonly acturalPaid: bigint;
  readonly currency: string;
  readonly buyer: string | undefined;
  readonly consignee: string | undefined;
  readonly lines: readonly OrderLine[];
}
export interface SlipSaid {
  readonly direction: Direction;
  readonly orderNo: string;
  readonly ebpCode: string;
  readonly payer: string | undefined;
  readonly amountPaid: bigint;
  readonly currency: string;
}
export interface WaybillSaid {
  readonly direction: Direction;
  readonly freight: bigint;
  readonly consignee: string | undefined;
}
export interface ListLine extends OrderLine {
  readonly gcode: string;
  readonly country: string;
}
export interface ListSaid {
  readonly direction: Direction;
  readonly ebpCode: string;
  readonly orderNo: string;
  readonly ebcCode: string;
  readonly payment: Key | undefined;
  readonly logisticsCode: string;
  readonly logisticsNo: string;
  readonly assureCode: string | undefined;
  readonly emsNo: string | undefined;
  readonly areaCode: string | undefined;
  readonly tradeMode: string;
  readonly billNo: string;
  readonly freight: bigint;
  readonly insuredFee: bigint;
  readonly currency: string;
  readonly lines: readonly ListLine[];
}
export interface Contents {
  readonly order: OrderSaid;
  readonly payment: SlipSaid;
  readonly waybill: WaybillSaid;
  readonly list: ListSaid;
}
export type DocumentName = keyof Contents;

interface Message<N extends DocumentName> {
  readonly kind: N;
  readonly guid: string;
  readonly appType: AppType;
  readonly isDraft: boolean;
  readonly key: Key;
  /** Absent in a deletion. */
  readonly content: Contents[N] | undefined;
}
export type Declaration = { [N in DocumentName]: Message<N> }[DocumentName];

export interface Rates {
  /** Hundredths of a per cent. */
  readonly duty: number;
  readonly valueAdded: number;
  readonly consumption: number;
}
export interface ReturnLine {
  readonly line: number;
  readonly quantity: bigint;
}

/** What somebody does. Lists are named by `agentCode copNo`. */
export type Act =
  | Declaration
  | {
      readonly kind: "arrive";
      readonly guid: string;
      readonly operator: string;
      readonly waybill: Key;
    }
  | {
      readonly kind: "track";
      readonly guid: string;
      readonly waybill: Key;
      readonly status: string;
    }
  | {
      readonly kind: "receipt";
      readonly list: string;
      readonly code: string;
      readonly exception: number | undefined;
      readonly preNo: string | undefined;
      readonly invtNo: string | undefined;
    }
  | { readonly kind: "cancel"; readonly guid: string; readonly list: string }
  | { readonly kind: "answer"; readonly list: string; readonly approve: boolean }
  | {
      readonly kind: "return";
      readonly guid: string;
      readonly list: string;
      readonly lines: readonly ReturnLine[];
    }
  | {
      readonly kind: "let-in";
      readonly list: string;
      readonly place: number;
      readonly approve: boolean;
    }
  | { readonly kind: "back"; readonly list: string; readonly place: number }
  | { readonly kind: "pay"; readonly list: string }
  | { readonly kind: "refund"; readonly list: string }
  | { readonly kind: "deposit"; readonly code: string; readonly minor: bigint }
  | { readonly kind: "withdraw"; readonly code: string; readonly minor: bigint }
  | { readonly kind: "enterprise"; readonly code: string; readonly suspend: boolean }
  | { readonly kind: "article"; readonly key: Key; readonly suspend: boolean }
  | {
      readonly kind: "sum";
      readonly guid: string;
      readonly agentCode: string;
      readonly copNo: string;
      readonly billNo: string;
      readonly lists: readonly string[];
    }
  | { readonly kind: "enter"; readonly summary: string; readonly entryId: string };

/** An act and whose it is, by the name of a participant. */
export interface Deed {
  readonly by: string;
  readonly act: Act;
}

/** What the ledger answers: OK or why not, and in a text what it says of the result. */
export interface Answer {
  readonly code: string;
  readonly said: string;
}

export const listName = ([agentCode, copNo]: Key): string => `${agentCode} ${copNo}`;
