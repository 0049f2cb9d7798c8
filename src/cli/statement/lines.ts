import { formatMinor } from "../amount.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { rateText } from "../exchange-rate.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";

/** A statement's line in words and decimals: an entry, or the balance at an end of the period. */
export interface Line {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly type: string;
  readonly counterparty: string;
  readonly reference: string;
  readonly uetr: string;
  /** By how much less, or more, the account owns; empty if that stays. */
  readonly debit: string;
  readonly credit: string;
  /** What of the debit was charged, or was kept from the credit. */
  readonly charges: string;
  /** What arrived for one unit of what was sent, of a payment that was converted: "0.12903225 USD/HKD". */
  readonly rate: string;
  /** What it owns then, and how much of that is on hold. */
  readonly balance: string;
  readonly held: string;
  readonly reason: string;
  readonly transaction: string;
}

/** The lines of account_statement's answer. Opening and closing have camt.053's names: booked is what is owned. */
export function linesOf(document: JsonObject): { opening: Line; closing: Line; entries: Line[] } {
  const decimals = numberOf(document["decimals"], "decimals");
  const end = (type: string, name: string, at: string): Line => ({
    ...NOTHING,
    time: timeOf(document[at]),
    type,
    ...balanceOf(document[name], decimals),
  });
  return {
    opening: end("opening booked", "opening", "from"),
    closing: end("closing booked", "closing", "to"),
    entries: listOf(document["entries"], "entries").map((entry) =>
      lineOf(objectOf(entry, "entry"), decimals),
    ),
  };
}

const NOTHING: Line = {
  ...{ time: "", type: "", counterparty: "", reference: "", uetr: "" },
  ...{
    debit: "",
    credit: "",
    charges: "",
    rate: "",
    balance: "",
    held: "",
    reason: "",
    transaction: "",
  },
};

function lineOf(entry: JsonObject, decimals: number): Line {
  const { available, held } = moneyOf(entry["change"]);
  const owned = available + held;
  const word = (name: string): string => (typeof entry[name] === "string" ? entry[name] : "");
  return {
    time: timeOf(entry["timeMs"]),
    type: textOf(entry["type"], "type"),
    counterparty: word("counterpartyName") || word("counterparty"),
    reference: word("reference"),
    uetr: word("uetr"),
    debit: owned < 0n ? formatMinor(-owned, decimals) : "",
    credit: owned > 0n ? formatMinor(owned, decimals) : "",
    charges: word("charges") && formatMinor(BigInt(word("charges")), decimals),
    rate:
      entry["conversion"] === undefined
        ? ""
        : rateText(objectOf(entry["conversion"], "conversion")),
    ...balanceOf(entry["after"], decimals),
    reason: word("reason"),
    transaction: word("transaction"),
  };
}

function balanceOf(json: Json | undefined, decimals: number): { balance: string; held: string } {
  const { available, held } = moneyOf(json);
  return {
    balance: formatMinor(available + held, decimals),
    held: formatMinor(held, decimals),
  };
}

function moneyOf(json: Json | undefined): { available: bigint; held: bigint } {
  const { available, held } = objectOf(json, "balance");
  return {
    available: BigInt(textOf(available, "available")),
    held: BigInt(textOf(held, "held")),
  };
}

function timeOf(json: Json | undefined): string {
  return new Date(numberOf(json, "time")).toISOString();
}
