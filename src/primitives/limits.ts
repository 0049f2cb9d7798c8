/**
 * Every bound of the ledger's data, with its reason. A bound of one folder's own concern stands in that folder.
 */
export const limits = {
  /** One signature pays a batch; a block still holds many of them. */
  operationsPerTransaction: 100,
  /** Of resting offers, by all operations of a transaction: a hundred orders would otherwise fill thousands, and hold up every block. */
  looksPerTransaction: 256,
  /** Largest body of one operation. The largest of today's types takes under 600 bytes. */
  operationBytes: 4_096,
  /** 100 bulk payments with every optional field take about 25 kB. */
  transactionBytes: 65_536,
  /** An account has at most 20 signers; a transaction may need those of several accounts. */
  signaturesPerTransaction: 40,
  signersPerAccount: 20,
  /** 10,000 transactions of a hundred operations each would hold a replica for seconds: bytes bound the work. */
  transactionsPerBlock: 4_000,
  blockBytes: 2_000_000,
  /** Resting offers that a block's transactions may look at, all together: filling one takes as long as several transfers. */
  looksPerBlock: 8_192,
  /** PBFT's messages grow with n², and a certificate with n. */
  validators: 128,
  /** Every one may hold a connection to every validator. */
  observers: 256,
  /** What an account's signers are asked to approve at once. All bodies together fit one operation. */
  proposedOperations: 20,
  /** Genesis lists what exists before the first block; everyone else registers. */
  genesisParticipants: 1_000,
  /** One block of receipts must fit one message between nodes. */
  resultBytes: 1_024,
  nameBytes: 40,
  /** Document numbers that a regulator's node evaluates under one proof: a sixth of a second of one thread. */
  blindedPerRequest: 100,
} as const;
