/**
 * The newest version of the ledger's rules that this program knows (architecture 13). Blocks are executed by the version of their
 * epoch, which the council activates; a node that does not know it stops before the epoch's first block.
 */
export const PROTOCOL_VERSION = 1;
