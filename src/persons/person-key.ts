import { domainHash } from "../primitives/hasher.ts";

/**
 * The person key, 32 bytes: SHA-256 of "portolan person key 1", a line feed, and the 64 bytes that RFC 9497 gives. The ledger's keys
 * have 32 bytes, and whoever uses the output for something else gets nothing that stands here.
 */
export const personKeyOf: (output: Uint8Array) => Uint8Array = domainHash("portolan person key 1");
