import type { TallyData } from "../../../src/cli/load/tally.ts";

/** What the transactions of a load do, in the table `loads`. */
export type LoadKind = "transfers" | "orders" | "conversions";

/** What the measurement tells a client process. Keys are derived there; nothing secret of a real network is in it. */
export type Order =
  | {
      readonly kind: "sign";
      readonly load: LoadKind;
      readonly count: number;
      readonly operations: number;
      readonly accounts: number;
      readonly clients: number;
      readonly client: number;
      /** Hexadecimal. */
      readonly chainId: string;
      readonly asset: string;
      /** What it is exchanged for. */
      readonly quote: string;
      readonly validUntil: number;
    }
  | {
      readonly kind: "offer";
      readonly urls: readonly [string, ...string[]];
      readonly array: number;
      readonly perSecond?: number;
      readonly outstandingMax: number;
      readonly warmUpMs: number;
      readonly durationMs: number;
      readonly backsOff: boolean;
    };

/** What a client process tells. */
export type Report =
  | { readonly kind: "signing"; readonly done: number }
  | { readonly kind: "signed"; readonly seconds: number }
  | { readonly kind: "offering"; readonly committed: number; readonly refused: number }
  | { readonly kind: "offered"; readonly tally: TallyData; readonly cpuSeconds: number }
  | { readonly kind: "failed"; readonly message: string };
