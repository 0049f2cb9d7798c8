import { base58 } from "@scure/base";

/** A libp2p identity in text is the base58 of this and an Ed25519 key: an identity multihash of the key's protobuf. */
const PREFIX = Uint8Array.of(0x00, 0x24, 0x08, 0x01, 0x12, 0x20);

/** The libp2p peer id of a node's network key, 32 bytes. */
export function peerIdOfKey(publicKey: Uint8Array): string {
  return base58.encode(Uint8Array.of(...PREFIX, ...publicKey));
}

/** True for the peer id of an Ed25519 key: what a node's network identity is (12D3KooW…). */
export function isPeerId(text: string): boolean {
  let bytes: Uint8Array;
  try {
    bytes = base58.decode(text);
  } catch {
    return false; // the library throws on a character that is none of base58's
  }
  return bytes.length === PREFIX.length + 32 && PREFIX.every((byte, i) => bytes[i] === byte);
}
