import type { Json } from "../../primitives/fields/field.ts";
import type { Item } from "../../transactions/letters/items.ts";

/** What a bank's systems are asked for: one item of one letter. */
export interface RecordsWanted {
  /** The audited entity's name on the ledger. */
  readonly entity: string;
  /** The day, like "2025-12-31". */
  readonly asOf: string;
  readonly item: Item;
  /** What stands beside the tables, as the period of closed accounts does. */
  readonly heads: Readonly<Record<string, Json>>;
}

/**
 * A connector to a bank's own systems. It answers with an item's tables, in the columns of the form and in JSON:
 * {"rows": [{"accountNumber": "…", …}]}. An empty table says that the bank has nothing; undefined that it cannot say.
 *
 * It reads and never decides: what it supplies is compared, and people answer.
 */
export interface BankRecords {
  read(wanted: RecordsWanted): Promise<Readonly<Record<string, Json>> | undefined>;
  close(): Promise<void>;
}
