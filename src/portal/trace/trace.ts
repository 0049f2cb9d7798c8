/** What of an answer of `customs_trace` a page shows. Each entry has the key that proves it. */
export interface Trace {
  readonly recalled: boolean;
  readonly recalls: readonly Recall[];
  readonly parcel: Proved & {
    readonly quantity: string;
    readonly logisticsCode: string;
    readonly logisticsNo: string;
    readonly participant: string;
    readonly timeMs: number;
  };
  readonly article: Proved & {
    readonly terms: {
      readonly name: string;
      readonly gcode: string;
      readonly unit: string;
      readonly barcode: string | null;
    };
  };
  readonly producer: Proved & { readonly code: string; readonly terms: { readonly name: string } };
  readonly batch: Batch;
  readonly ancestors: readonly Batch[];
  readonly events: readonly Event[];
  readonly next: number | null;
}

interface Proved {
  readonly proofKey: string;
}

export interface Recall {
  readonly batchNo: string;
  readonly by: string;
  readonly reason: string;
  readonly notice: string;
  readonly timeMs: number;
}

export interface Batch extends Proved {
  readonly id: string;
  readonly batchNo: string;
  readonly made: string;
  readonly origin: string;
  readonly custodian: string;
  readonly failedInspection: boolean;
}

export interface Event extends Proved {
  readonly batch: string;
  readonly event: string;
  readonly country: string | null;
  readonly document: string | null;
  readonly code: string | null;
  readonly to: string | null;
  readonly participant: string;
  readonly height: number;
  readonly timeMs: number;
}
