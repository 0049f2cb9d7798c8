import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { utf8 } from "../primitives/bytes.ts";

/** Whom a parcel goes to, as order and waybill name it. */
export interface Consignee {
  readonly name: string;
  readonly address: string;
  readonly telephone: string;
}

/** Bytes of the secret that a platform and a carrier share. */
export const CONSIGNEE_SECRET_BYTES = 32;

/**
 * What stands on the ledger for a consignee: HMAC-SHA256 of its details under a secret that the platform has given the carrier, off
 * the ledger. Both come to the same bytes; nobody else can try names and addresses out (docs/domain sections 0 and 4).
 *
 * Details are compared as people compare them: Unicode NFKC, without spaces, in lower case; of a telephone number the digits.
 */
export function consigneeCommitment(secret: Uint8Array, of: Consignee): Uint8Array {
  const spelt = [of.name, of.address].map((one) =>
    one.normalize("NFKC").replace(/\s+/gu, "").toLowerCase(),
  );
  const digits = of.telephone.normalize("NFKC").replace(/[^0-9]/g, "");
  return hmac(sha256, secret, utf8(["portolan consignee 1", ...spelt, digits].join("\n")));
}
