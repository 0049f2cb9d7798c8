import { isPeerId } from "../../../chain/peer-id.ts";
import { assert } from "../../../primitives/assert.ts";
import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { isRistrettoElement } from "../../../primitives/ristretto.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount, participants } from "../../participants/records.ts";
import { personKeyRecord, personKeys } from "./records.ts";

/**
 * customs.person-key.set: the key under which people of a country's customs are keyed (docs/domain section 0), and the node of its
 * regulator that evaluates. The key is set once: under another everybody would have a new person key, and with it a new annual limit.
 */
export const setPersonKey = defineOperation({
  tag: 0x0418,
  name: "customs.person-key.set",
  since: 8,
  summary:
    "Registers the key under which people are keyed in the regulator's country, and its node.",
  signatories: ["regulator"],
  threshold: "medium",
  body: field.record({
    publicKey: personKeyRecord.shape.publicKey,
    peerId: personKeyRecord.shape.peerId,
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    BAD_PEER_ID: "A node's peer id is that of an Ed25519 key: 12D3KooW… Copy it from node_info.",
    BAD_PUBLIC_KEY:
      "The public key is no element of ristretto255 (RFC 9496). `portolan customs set-person-key` derives it from a key file.",
    KEY_FIXED:
      "The country has another key, and it stays: a new one would give everybody a new annual limit. Give the same key to change the node.",
    KEY_UNCHANGED: "Key and node are registered like that. Nothing is left to do.",
  },
  keys: () => [],
  check: ({ body }) => (isPeerId(body.peerId) ? undefined : "BAD_PEER_ID"),
  apply({ source, body: { publicKey, peerId }, height }, ledger) {
    const owner = participants.read(ledger, ownAccount(ledger, source).participant);
    assert(owner !== undefined, "an account's owner is registered");
    const { country } = owner;
    const before = personKeys.read(ledger, country);
    // Not in `check`: decoding costs more than a signature, and this way it costs nothing but a country's first key.
    if (before === undefined && !isRistrettoElement(publicKey)) return fail("BAD_PUBLIC_KEY");
    if (before !== undefined && !equalBytes(before.publicKey, publicKey)) return fail("KEY_FIXED");
    if (before?.peerId === peerId) return fail("KEY_UNCHANGED");
    const version = (before?.version ?? 0) + 1;
    const record = { country, version, publicKey, peerId, by: source, height };
    personKeys.write(ledger, record, country);
    return done({ version });
  },
});
