/**
 * What happens on a day of payments, in words that neither the ledger nor the model owns: participants and assets by name,
 * payments and redemptions by number, amounts in minor units.
 */

export type Side = "debtor" | "creditor";
export type Bearer = "DEBT" | "CRED" | "SHAR" | "SLEV";

export interface Options {
  readonly authorisation: boolean;
  readonly freeze: boolean;
  readonly clawback: boolean;
  readonly limits: boolean;
}
export interface AssetLimits {
  readonly perHolder?: bigint;
  readonly perTransfer?: bigint;
  readonly perDay?: bigint;
}
export interface SenderLimits {
  readonly perTransfer?: bigint;
  readonly perDay?: bigint;
  readonly perYear?: bigint;
}
export interface Schedule {
  readonly flat: bigint;
  readonly partsPerMillion: number;
  readonly least?: bigint;
  readonly most?: bigint;
}
export interface Agent {
  readonly name: string;
  readonly side: Side;
}

/** What somebody does. `asset` is a name of the world's; `payment` and `redemption` are numbers that the day gives. */
export type Action =
  | { readonly kind: "define"; readonly asset: string; readonly options: Options | undefined }
  | { readonly kind: "sponsor"; readonly user: string }
  | { readonly kind: "suspend"; readonly user: string }
  | { readonly kind: "reinstate"; readonly user: string }
  | { readonly kind: "authorise"; readonly asset: string; readonly holder: string }
  | { readonly kind: "revoke"; readonly asset: string; readonly holder: string }
  | { readonly kind: "freeze"; readonly asset: string; readonly holder: string | undefined }
  | { readonly kind: "unfreeze"; readonly asset: string; readonly holder: string | undefined }
  | { readonly kind: "asset-limits"; readonly asset: string; readonly limits: AssetLimits }
  | {
      readonly kind: "sender-limits";
      readonly asset: string;
      readonly user: string;
      readonly limits: SenderLimits;
    }
  | { readonly kind: "fees"; readonly asset: string; readonly schedule: Schedule }
  | { readonly kind: "issue"; readonly asset: string; readonly to: string; readonly minor: bigint }
  | {
      readonly kind: "clawback";
      readonly asset: string;
      readonly from: string;
      readonly minor: bigint;
    }
  | {
      readonly kind: "redeem";
      readonly asset: string;
      readonly redemption: number;
      readonly minor: bigint;
    }
  | { readonly kind: "redeem-confirm"; readonly redemption: number }
  | { readonly kind: "redeem-reject"; readonly redemption: number }
  | {
      readonly kind: "transfer";
      readonly asset: string;
      readonly payment: number;
      readonly to: string;
      readonly minor: bigint;
    }
  | {
      readonly kind: "hold";
      readonly asset: string;
      readonly payment: number;
      readonly to: string;
      readonly minor: bigint;
      readonly agents: readonly Agent[];
      readonly bearer: Bearer | undefined;
      /** In minutes of the day. */
      readonly expires: number;
      readonly feesMax: bigint | undefined;
    }
  | { readonly kind: "approve"; readonly payment: number }
  | { readonly kind: "refuse"; readonly payment: number }
  | { readonly kind: "recall"; readonly payment: number }
  | { readonly kind: "recall-refuse"; readonly payment: number }
  | { readonly kind: "return"; readonly payment: number; readonly minor: bigint };

export interface Event {
  /** Minute of the day in whose block it is. */
  readonly minute: number;
  readonly by: string;
  readonly action: Action;
}

/** Where the day takes place: who was admitted by genesis, and who issues what. */
export interface World {
  readonly members: readonly { readonly name: string; readonly role: string }[];
  readonly assets: readonly {
    readonly name: string;
    readonly code: string;
    readonly issuer: string;
  }[];
}

export interface Day {
  readonly world: World;
  /** Ascending by minute. */
  readonly events: readonly Event[];
  readonly minutes: number;
}
