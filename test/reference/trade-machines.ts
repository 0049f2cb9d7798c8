import {
  custodyMoves,
  custodyWaitsFor,
  inspectionMoves,
  inspectionWaitsFor,
  recallMoves,
  recallWaitsFor,
} from "../../src/transactions/trade/batches/states.ts";
import {
  orderMoves,
  orderWaitsFor,
  refundMoves,
  refundWaitsFor,
} from "../../src/transactions/trade/mall/orders/states.ts";
import {
  claimMoves,
  claimWaitsFor,
  invoiceMoves,
  invoiceWaitsFor,
} from "../../src/transactions/trade/refunds/states.ts";
import type { Move } from "../../src/transactions/trade/states.ts";
import {
  countMoves,
  countWaitsFor,
  replenishmentMoves,
  replenishmentWaitsFor,
  saleMoves,
  saleWaitsFor,
  transferMoves,
  transferWaitsFor,
} from "../../src/transactions/trade/stock/states.ts";

/** A state machine of trade, as the page shows it. */
export interface Machine {
  readonly title: string;
  readonly about: string;
  readonly moves: readonly Move<string, string, string>[];
  /** By status, in the order of the table. */
  readonly waitsFor: Readonly<Record<string, readonly string[]>>;
  /** Folder of src/transactions/trade with the rules, and the terms after which the ledger acts. */
  readonly rules: string;
}

export const MACHINES: readonly Machine[] = [
  {
    title: "An order of a mall",
    about:
      "What time brings about is carried out when the time is over, before any other step but a return. While an inventory list has an order of which nothing was sent, " +
      "neither a cancel nor a time-out takes it: the ledger tries again a day later. A refund that is asked for goes first.",
    ...{ moves: orderMoves, waitsFor: orderWaitsFor, rules: "mall" },
  },
  {
    title: "A refund within an order",
    about:
      "While there is money in escrow; the order goes on until it is done. A refund that is not answered in time counts as agreed to, one that was refused and not disputed in time is dropped.",
    ...{ moves: refundMoves, waitsFor: refundWaitsFor, rules: "mall" },
  },
  {
    title: "An order of another mall",
    about:
      "A platform decides only on what the merchant brought in. Nothing lapses by itself but the days in which goods can come back.",
    ...{ moves: saleMoves, waitsFor: saleWaitsFor, rules: "stock" },
  },
  {
    title: "A replenishment",
    about:
      "The ledger asks when less than the rule's least is free, one at a time. What came and does not suffice is received, and another is asked for.",
    ...{ moves: replenishmentMoves, waitsFor: replenishmentWaitsFor, rules: "stock" },
  },
  {
    title: "A count of a shelf",
    about: "One at a time on each shelf.",
    ...{ moves: countMoves, waitsFor: countWaitsFor, rules: "stock" },
  },
  {
    title: "A transfer between warehouses",
    about: "What is missing of it stays on its record.",
    ...{ moves: transferMoves, waitsFor: transferWaitsFor, rules: "stock" },
  },
  {
    title: "In whose hands a batch is",
    about:
      "The recall that counts is its own or that of a batch that it was made from. The receiver is its custodian from then on; nothing is taken out while it is offered.",
    ...{ moves: custodyMoves, waitsFor: custodyWaitsFor, rules: "batches" },
  },
  {
    title: "What the last inspection of a batch said",
    about:
      "A batch that nobody has inspected is as one that passed, unless it was made from one that failed. One that failed is not packed.",
    ...{ moves: inspectionMoves, waitsFor: inspectionWaitsFor, rules: "batches" },
  },
  {
    title: "The recall that is marked on a batch",
    about: "Whoever has ordered it lifts it; it reaches everything that was made from the batch.",
    ...{ moves: recallMoves, waitsFor: recallWaitsFor, rules: "batches" },
  },
  {
    title: "A VAT special invoice",
    about: "A claim takes amounts of confirmed ones only.",
    ...{ moves: invoiceMoves, waitsFor: invoiceWaitsFor, rules: "refunds" },
  },
  {
    title: "A claim for export refund",
    about:
      "What is refused, withdrawn or void has given its goods free. Of a paid claim something can be owed, which the exporter repays; until then none of its claims is paid.",
    ...{ moves: claimMoves, waitsFor: claimWaitsFor, rules: "refunds" },
  },
];
