/**
 * The newest version of the ledger's rules that this program knows (architecture 13). Blocks are executed by the version of their
 * epoch, which the council activates; a node that does not know it stops before the epoch's first block.
 *
 * | version | what it changed |
 * |---|---|
 * | 2 | a suspended participant cannot be paid either |
 * | 3 | sponsors, profiles and an account's own signers; options of assets; held payments, recalls, limits and fees; calendars and parameters of regulators |
 * | 4 | order books, firm quotes, payments that are converted on their way |
 * | 5 | a participant's further accounts are listed |
 * | 6 | a transaction looks at so many resting offers at most |
 * | 7 | confirmation letters and the parameters that they go by |
 * | 8 | customs declarations: records, orders, lists, tax, and keys for people |
 * | 9 | trade around the declaration: stock, mall, batches, export refunds |
 * | 10 | stock in bonded warehouses is counted; a platform brings in orders of merchants that let it |
 */
export const PROTOCOL_VERSION = 10;
