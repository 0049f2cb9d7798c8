import { admission } from "../../../chain/participant.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { stored } from "../../stored.ts";

/** Under which key a country's regulator turns document numbers into person keys, and where. */
export const personKeyRecord = field.record({
  country: admission.shape.country,
  /** 1 for the first; counts changes of the node. */
  version: field.uint(32),
  /** Of the oblivious PRF (RFC 9497, ristretto255-SHA512, verifiable mode). The same for ever. */
  publicKey: field.bytes(32),
  /** Of the node that evaluates. */
  peerId: field.text(64),
  by: field.account(),
  height: field.count(),
});
export type PersonKeyRecord = ValueOf<typeof personKeyRecord>;

/** By country. */
export const personKeys = stored(
  personKeyRecord,
  (country: string) => `customs/person-key/${country}`,
);
