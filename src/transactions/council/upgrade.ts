import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { constitutionOf, constitutions } from "./records.ts";

/**
 * council.upgrade: blocks are executed by the rules of a new protocol version from the next epoch on (architecture 13).
 *
 * One version at a time, so that a typing error cannot name one that nobody has. A node whose software lacks the version
 * stops before the epoch's first block.
 */
export const upgrade = defineOperation({
  tag: 0x0047,
  name: "council.upgrade",
  since: 1,
  summary: "Activates the next protocol version from the next epoch on.",
  signatories: "council",
  threshold: "high",
  body: field.record({ protocolVersion: field.uint(16) }),
  result: field.record({ protocolVersion: field.uint(16) }),
  failures: {
    NOT_THE_NEXT_VERSION:
      "Versions are activated one after the other. node_info shows the one in force; name the next.",
  },
  keys: () => [constitutions.key()],
  check: () => undefined,
  apply({ body: { protocolVersion } }, ledger) {
    const constitution = constitutionOf(ledger);
    if (protocolVersion !== constitution.protocolVersion + 1) return fail("NOT_THE_NEXT_VERSION");
    constitutions.write(ledger, { ...constitution, protocolVersion });
    return done({ protocolVersion });
  },
});
