import { describe, expect, test } from "vitest";

import { waybillNumberId, waybillNumbers } from "../../src/transactions/customs/orders/records.ts";
import { attempt } from "./attempt.ts";
import {
  CODES,
  CustomsLedger,
  DAY,
  declarant,
  type DocumentName,
  DOCUMENTS,
  head,
  newGuid,
  office,
  ORIGINATORS,
  parcel,
  type Parcel,
} from "./port.ts";

// Goal: a document is there once, changes while it is nobody's, and comes in any order (docs/domain sections 0 and 4).
// Method: the production executor; every kind of document, every kind of message, in every state that it can be in.

const of = parcel("1");
const OTHERS = ["order", "payment", "waybill"] as const;

type Message = "new" | "change" | "delete";

const bodyOf = (name: DocumentName, appType: Message, changes: object = {}): object => ({
  ...{ ...head({ appType }), ...of.keys[name] },
  ...{ content: appType === "delete" ? undefined : of[name], ...changes },
});

/** What is there of a document → what is said to the three kinds of message, to one and all as often as it is asked. */
const STATES: Readonly<
  Record<string, readonly [(ledger: CustomsLedger, name: DocumentName) => void, string, string]>
> = {
  nothing: [() => undefined, "OK", "UNKNOWN_DOCUMENT"],
  "a draft": [(l, name) => l.send(of, name, {}, { appStatus: "draft" }), "DOCUMENT_EXISTS", "OK"],
  "one that is declared": [(l, name) => l.send(of, name), "DOCUMENT_EXISTS", "OK"],
  "one that was changed": [
    (l, name) => {
      l.send(of, name);
      l.send(of, name, {}, { appType: "change" });
    },
    ...(["DOCUMENT_EXISTS", "OK"] as const),
  ],
  "one that was deleted": [
    (l, name) => {
      l.send(of, name);
      l.delete(of, name);
    },
    ...(["DOCUMENT_EXISTS", "UNKNOWN_DOCUMENT"] as const),
  ],
  "one with a matched list": [(l) => l.at("matched", of), "DOCUMENT_EXISTS", "DOCUMENT_IN_USE"],
  "one with a released list": [(l) => l.at("released", of), "DOCUMENT_EXISTS", "DOCUMENT_IN_USE"],
  "one whose goods went back": [(l) => l.at("sent-back", of), "DOCUMENT_EXISTS", "DOCUMENT_IN_USE"],
  "one with a refused list": [(l) => l.at("refused", of), "DOCUMENT_EXISTS", "OK"],
};

describe("a message about", () => {
  const cases = Object.keys(STATES).flatMap((state) => OTHERS.map((name) => ({ state, name })));
  test.each(cases)("$state ($name)", ({ state, name }) => {
    const [prepare, toNew, toOthers] = STATES[state]!;
    const ledger = new CustomsLedger().open();
    prepare(ledger, name);
    for (const appType of ["new", "change", "delete"] as const) {
      const type = `customs.${name}.declare`;
      const { code } = attempt(ledger, ORIGINATORS[name], type, bodyOf(name, appType));
      expect(code, appType).toBe(appType === "new" ? toNew : toOthers);
    }
  });

  test("an order that lapsed", () => {
    const ledger = new CustomsLedger().open();
    ledger.send(of, "order");
    ledger.wait(92 * DAY);
    const codes = (["new", "change", "delete"] as const).map((appType) => {
      const body = bodyOf("order", appType);
      return attempt(ledger, ORIGINATORS.order, "customs.order.declare", body).code;
    });
    expect(codes).toEqual(["DOCUMENT_EXISTS", "UNKNOWN_DOCUMENT", "UNKNOWN_DOCUMENT"]);
  });
});

describe("a document that comes twice", () => {
  test.each(DOCUMENTS)("is refused by its guid, or because it exists (%s)", (name) => {
    const ledger = new CustomsLedger().open();
    const [by, type] = [ORIGINATORS[name], `customs.${name}.declare`];
    const guid = newGuid();
    ledger.send(of, name, {}, { guid });
    expect(attempt(ledger, by, type, bodyOf(name, "new", { guid })).code).toBe("MESSAGE_REPEATED");
    expect(attempt(ledger, by, type, bodyOf(name, "change", { guid })).code).toBe(
      "MESSAGE_REPEATED",
    );
    expect(attempt(ledger, by, type, bodyOf(name, "new")).code).toBe("DOCUMENT_EXISTS");
    // A guid names one message, whatever it was about.
    const other = DOCUMENTS.find((one) => one !== name)!;
    const body = bodyOf(other, "new", { guid });
    const { code } = attempt(ledger, ORIGINATORS[other], `customs.${other}.declare`, body);
    expect(code).toBe("MESSAGE_REPEATED");
  });

  test("leaves one event where it was refused", () => {
    const ledger = new CustomsLedger().open();
    ledger.sendAll(of);
    ledger.try(declarant, "customs.list.declare", bodyOf("list", "new"));
    expect(ledger.history(of).map(({ event }) => event)).toEqual(["new", "match"]);
  });
});

/** What is wrong at first with each document, and put right before the last of the others comes. */
const WRONG: Readonly<Record<DocumentName, object>> = {
  order: { acturalPaid: 1n },
  payment: { amountPaid: 1n },
  waybill: { direction: "export" },
  list: { freight: 1n },
};

describe("documents in any order, one of them changed between", () => {
  const ways = DOCUMENTS.flatMap((wrong) => {
    const [a, b, c] = DOCUMENTS.filter((one) => one !== wrong);
    return [
      [wrong, a, b, c],
      [wrong, c, a, b],
      [wrong, b, c, a],
      [wrong, c, b, a],
    ];
  }) as [DocumentName, DocumentName, DocumentName, DocumentName][];
  test.each(ways)("%s first and wrong, %s, %s, put right, %s", (wrong, second, third, last) => {
    const ledger = new CustomsLedger().open();
    ledger.send(of, wrong, WRONG[wrong]);
    for (const name of [second, third]) ledger.send(of, name);
    ledger.send(of, wrong, {}, { appType: "change" });
    ledger.send(of, last);
    expect(ledger.listOf(of)).toMatchObject({ status: "matched", mismatches: [] });
    expect(ledger.history(of).some(({ event }) => event === "mismatch")).toBe(false);
  });
});

/** The same documents in another list. */
const rival: Parcel = { ...of, keys: { ...of.keys, list: { ...of.keys.list, copNo: "L-2" } } };
const IN_USE = ["ORDER_IN_USE", "PAYMENT_IN_USE", "WAYBILL_IN_USE"];

describe("two lists for one order", () => {
  const both = (): CustomsLedger => {
    const ledger = new CustomsLedger().open();
    ledger.sendAll(of);
    expect(ledger.send(rival, "list")).toMatchObject({ status: "mismatched", mismatches: IN_USE });
    return ledger;
  };

  test("the last document matches the first of them, and the second hears why not", () => {
    const ledger = new CustomsLedger().open();
    for (const one of [of, rival]) ledger.send(one, "list");
    for (const name of ["order", "payment"] as const) ledger.send(of, name);
    expect(ledger.send(of, "waybill")["lists"]).toMatchObject([
      { list: ledger.idOf(of), status: "matched", mismatches: [] },
      { list: ledger.idOf(rival), status: "mismatched", mismatches: IN_USE },
    ]);
  });

  test("the second is matched when it is declared again after the first was cancelled", () => {
    const ledger = both();
    ledger.cancel(of);
    expect(ledger.send(rival, "list", {}, { appType: "change" })["status"]).toBe("mismatched");
    ledger.do(office, "customs.list.cancel.decide", { list: ledger.idOf(of), approve: true });
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 0n });
    expect(ledger.send(rival, "list", {}, { appType: "change" })["status"]).toBe("matched");
    expect(ledger.annual()).toEqual({ reserved: 21_000n, used: 0n });
    expect(ledger.guarantee().committed).toBe(1_911n);
  });

  test("the second is matched when a document is declared again after the first was refused", () => {
    const ledger = both();
    ledger.receipt(of, "100");
    expect(ledger.send(of, "payment", {}, { appType: "change" })["lists"]).toMatchObject([
      { list: ledger.idOf(of), status: "refused" },
      { list: ledger.idOf(rival), status: "matched" },
    ]);
    expect(ledger.send(of, "list", {}, { appType: "change" })).toMatchObject({
      ...{ status: "mismatched", mismatches: IN_USE },
    });
  });

  test("the second stays where it is when the first is released, and can be deleted", () => {
    const ledger = both();
    ledger.arrive(of);
    ledger.receipt(of, "800");
    expect(ledger.send(rival, "list", {}, { appType: "change" })["mismatches"]).toEqual(IN_USE);
    ledger.delete(rival, "list");
    expect(ledger.listOf(rival).status).toBe("deleted");
  });
});

describe("a waybill's number", () => {
  /** The end of the 183rd day after the first parcel's, in UTC. */
  const freeAfter = (ledger: CustomsLedger): number => {
    const number = waybillNumberId(CODES.carrier, "W-1");
    const since = waybillNumbers.read(ledger.state, number)!.timeMs;
    return (Math.floor(since / DAY) + 184) * DAY - 1;
  };
  const next = parcel("2");
  const again: Parcel = {
    ...{ ...next, keys: { ...next.keys, waybill: of.keys.waybill } },
    list: { ...next.list, logisticsNo: of.list.logisticsNo },
  };

  test.each(["released", "deleted"] as const)("is free again after half a year (%s)", (what) => {
    const ledger = new CustomsLedger().open();
    if (what === "released") ledger.at("released", of);
    else {
      ledger.send(of, "waybill");
      ledger.delete(of, "waybill");
    }
    const until = freeAfter(ledger);
    const body = { ...head(), ...again.keys.waybill, content: again.waybill };
    const order = [{ type: "customs.waybill.declare", body }];
    const at = (timeMs: number): string => {
      const options = { by: [ORIGINATORS.waybill], validUntil: timeMs + 1_000 };
      const one = ledger.read(ledger.transaction(order, options));
      return ledger.block([one], timeMs).receipts[0]!.code;
    };
    expect(at(until)).toBe("DOCUMENT_EXISTS");
    expect(at(until + 1)).toBe("OK");
  });

  test("names another parcel then, and the first one's list keeps its own", () => {
    const ledger = new CustomsLedger().open();
    const before = ledger.listOf(ledger.at("released", of));
    ledger.wait(freeAfter(ledger) + 1 - ledger.timeMs);
    for (const name of DOCUMENTS) ledger.send(again, name);
    const after = ledger.listOf(again);
    expect(after).toMatchObject({ status: "matched", mismatches: [] });
    expect(after.waybill).not.toEqual(before.waybill);
    expect(ledger.listOf(of).waybill).toEqual(before.waybill);
    const list = { list: ledger.idOf(again), code: "800", exception: undefined };
    const body = { ...list, preNo: undefined, invtNo: undefined };
    expect(attempt(ledger, office, "customs.list.receipt", body).code).toBe("GOODS_NOT_ARRIVED");
    ledger.arrive(again);
    expect(attempt(ledger, office, "customs.list.receipt", body).code).toBe("OK");
  });
});
