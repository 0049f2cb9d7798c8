import { bech32m } from "@scure/base";

import { domainHash } from "./hasher.ts";
import { utf8 } from "./bytes.ts";

/** An account's identity: 20 bytes, written `ptl1…` (bech32m, BIP-350). */
export type AccountId = Uint8Array;

export const ACCOUNT_ID_BYTES = 20;
const PREFIX = "ptl";
const TEXT_LENGTH_MAX = 60;

export function formatAccount(account: AccountId): string {
  return bech32m.encodeFromBytes(PREFIX, account);
}

/** Undefined if the text is not an account: wrong prefix, wrong checksum, wrong length. */
export function parseAccount(text: string): AccountId | undefined {
  if (text.length > TEXT_LENGTH_MAX) return undefined;
  try {
    const { prefix, bytes } = bech32m.decodeToBytes(text);
    return prefix === PREFIX && bytes.length === ACCOUNT_ID_BYTES ? bytes : undefined;
  } catch {
    return undefined; // the library throws on a bad checksum or character, which is what undefined says
  }
}

const hashKey = domainHash("portolan account of key 1");
const hashName = domainHash("portolan account of name 1");

/**
 * The account that a participant gets when it registers with this key as its first signer. Knowing one's address before
 * registration lets others prepare for it; later changes of key do not change it.
 */
export function accountOfKey(publicKey: Uint8Array): AccountId {
  return hashKey(publicKey).subarray(0, ACCOUNT_ID_BYTES);
}

/** The account of something that has no first key, like the council. */
export function accountOfName(name: string): AccountId {
  return hashName(utf8(name)).subarray(0, ACCOUNT_ID_BYTES);
}

export const COUNCIL: AccountId = accountOfName("council");
