import { isPeerId } from "../../chain/peer-id.ts";
import { field } from "../../primitives/fields/index.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { ownAccount } from "../participants/records.ts";
import { BANK_ROLES, FIRM_ROLES } from "./parties.ts";
import { exchangeKeyRecord, exchangeKeys } from "./records.ts";

/**
 * letter.key.set: the key to which letters for a participant are encrypted, and the node that takes them. A new key takes the
 * place of the last one at once; what was exchanged before stays unreadable to whoever gets hold of either.
 */
export const setKey = defineOperation({
  tag: 0x0312,
  name: "letter.key.set",
  since: 7,
  summary: "Registers the key to which a participant's letters are encrypted, and its node.",
  signatories: [...FIRM_ROLES, ...BANK_ROLES],
  threshold: "medium",
  body: field.record({
    publicKey: exchangeKeyRecord.shape.publicKey,
    peerId: exchangeKeyRecord.shape.peerId,
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    BAD_PEER_ID: "A node's peer id is that of an Ed25519 key: 12D3KooW… Copy it from node_info.",
    KEY_UNCHANGED: "Key and node are registered like that. Nothing is left to do.",
  },
  keys: () => [],
  check: ({ body }) => (isPeerId(body.peerId) ? undefined : "BAD_PEER_ID"),
  apply({ source, body, height }, ledger) {
    const { participant } = ownAccount(ledger, source);
    const before = exchangeKeys.read(ledger, participant);
    const { publicKey, peerId } = body;
    if (before?.peerId === peerId && equalBytes(before.publicKey, publicKey)) {
      return fail("KEY_UNCHANGED");
    }
    const version = (before?.version ?? 0) + 1;
    exchangeKeys.write(ledger, { version, publicKey, peerId, by: source, height }, participant);
    return done({ version });
  },
});
