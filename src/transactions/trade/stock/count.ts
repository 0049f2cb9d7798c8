import { field } from "../../../primitives/fields/index.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { counting, counts } from "./counts.ts";
import { quantity, reference, shelfKey, shelves } from "./records.ts";

/** trade.stock.count: a warehouse says what it has counted on a shelf. It changes nothing until somebody else has looked at it. */
export const countStock = defineOperation({
  tag: 0x0522,
  name: "trade.stock.count",
  since: 9,
  summary: "A warehouse says what it has counted on a shelf.",
  signatories: ["warehouse"],
  threshold: "medium",
  direct: true,
  body: field.record({ ...shelfKey, counted: quantity, reference }),
  result: field.record({
    /** Names it on its shelf. */
    place: field.count(),
    /** What the ledger has. */
    expected: quantity,
  }),
  failures: {
    ...ownEnterpriseFailures,
    UNKNOWN_SHELF:
      "Nothing of the article was ever here. What was found is taken in by trade.stock.receive.",
    COUNT_OPEN: "A count of the shelf waits for a decision. Have it decided on before the next.",
  },
  keys: ({ body }) => [shelves.key(body), enterprises.key(body.warehouse)],
  check: () => undefined,
  apply({ source, body, signers, height, timeMs }, ledger) {
    const owner = ownEnterprise(ledger, source, body.warehouse, "warehouse");
    if (typeof owner === "string") return fail(owner);
    const shelf = shelves.read(ledger, body);
    if (shelf === undefined) return fail("UNKNOWN_SHELF");
    if (shelf.counting !== undefined) return fail("COUNT_OPEN");
    const { counts: place, onHand: expected } = shelf;
    const record = {
      ...{ ...body, place, expected, status: "open" as const },
      ...{ by: source, signers, decidedBy: undefined, height, timeMs },
    };
    counts.write(ledger, record, body, place);
    for (const code of [body.warehouse, body.merchant])
      counting.write(ledger, { place }, code, body);
    shelves.write(ledger, { ...shelf, counting: place, counts: place + 1, height }, body);
    return done({ place, expected });
  },
});
