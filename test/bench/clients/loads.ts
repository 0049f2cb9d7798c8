import { randomInt } from "node:crypto";

import { newUetr, type Route, type Signed } from "../../../src/cli/load/payments.ts";
import { signOperations, signPayment } from "../../../src/cli/load/payments.ts";
import { NO_DETAILS } from "../../../src/cli/payment-options.ts";
import type { AssetId } from "../../../src/primitives/asset-id.ts";
import { encode } from "../../../src/primitives/fields/codec.ts";
import { placeOffer } from "../../../src/transactions/fx/book/place.ts";
import { pathSend } from "../../../src/transactions/payments/path-send.ts";
import { MIDDLE, PRICES } from "../network/prices.ts";
import type { LoadKind } from "./messages.ts";

interface LoadTerms {
  readonly chainId: Uint8Array;
  readonly asset: AssetId;
  readonly quote: AssetId;
  readonly validUntil: number;
}

/** Of an order, and of a conversion, in minor units. */
const EXCHANGED_MINOR = 100n;

/** What can be offered to a network: how the next transaction of each kind is made. */
export const loads: Readonly<
  Record<LoadKind, (next: ReturnType<Route["next"]>, terms: LoadTerms) => Signed>
> = {
  transfers: (next, terms) => signPayment(next, { ...terms, minor: 1n }),

  /** To sell, above what anybody buys at: each rests in the book. */
  orders({ payer }, { asset, quote, ...terms }) {
    const body = encode(placeOffer.body, {
      ...{ base: asset, quote, side: "sell", timeInForce: "GTC", expiresAt: undefined },
      ...{ price: MIDDLE + 1 + randomInt(PRICES), quantity: EXCHANGED_MINOR },
    });
    return signOperations(payer, [{ tag: placeOffer.tag, source: undefined, body }], terms);
  },

  /** A payment that is converted in the book on its way. */
  conversions({ payer, to }, { asset, quote, ...terms }) {
    const body = encode(pathSend.body, {
      ...{ to: to[0]!, uetr: newUetr(), ...NO_DETAILS },
      path: [{ asset: quote, quote: undefined, worst: undefined }],
      send: { asset, minor: EXCHANGED_MINOR },
      deliverMin: { asset: quote, minor: 1n },
    });
    return signOperations(payer, [{ tag: pathSend.tag, source: undefined, body }], terms);
  },
};
