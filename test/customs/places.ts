import { inspection, office, type CustomsLedger, parcel, type Parcel } from "./port.ts";
import type { Place } from "./diagram.ts";

type Way = (ledger: CustomsLedger, of: Parcel) => void;

const receipts =
  (...codes: readonly string[]): Way =>
  (ledger, of) => {
    ledger.at("matched", of);
    for (const code of codes) ledger.receipt(of, code);
  };
const then =
  (first: Way, next: Way): Way =>
  (ledger, of) => {
    first(ledger, of);
    next(ledger, of);
  };
const ask: Way = (ledger, of) => ledger.cancel(of);
const give: Way = (ledger, of) => {
  ledger.do(office, "customs.list.cancel.decide", { list: ledger.idOf(of), approve: true });
};
const inspected =
  (...codes: readonly string[]): Way =>
  (ledger, of) => {
    for (const code of codes) ledger.receipt(of, code, inspection);
  };
const documents: Way = (ledger, of) => {
  for (const name of ["order", "payment", "waybill"] as const) ledger.send(of, name);
};
const wrong: Way = (ledger, of) => {
  ledger.sendAll({ ...of, payment: { ...of.payment, amountPaid: 1n } });
};

/** Where a list can be, what a receipt asks for besides its status, and a way to get there. */
export const PLACES: Readonly<Record<string, readonly [Partial<Place>, Way]>> = {
  draft: [{}, then(documents, (ledger, of) => ledger.send(of, "list", {}, { appStatus: "draft" }))],
  pending: [{}, (ledger, of) => ledger.send(of, "list")],
  mismatched: [{}, wrong],
  matched: [{}, receipts()],
  "matched, not arrived": [{ arrived: false }, (ledger, of) => ledger.sendAll(of)],
  "matched, asked for": [{ asked: true }, then(receipts(), ask)],
  stored: [{}, receipts("120")],
  "stored, asked for": [{ asked: true }, then(receipts("120"), ask)],
  manual: [{}, receipts("300")],
  "manual, asked for": [{ asked: true }, then(receipts("300"), ask)],
  concluded: [{}, receipts("399")],
  "concluded, asked for": [{ asked: true }, then(receipts("399"), ask)],
  inspection: [{}, receipts("500")],
  "inspection, of inspection's own": [{ inspecting: true }, then(receipts(), inspected("500"))],
  "inspection, asked for": [{ asked: true }, then(receipts("500"), ask)],
  detained: [{}, receipts("501")],
  "detained, by inspection": [{ inspecting: true }, then(receipts(), inspected("502"))],
  "detained, inspection's own open": [
    { inspecting: true },
    then(
      receipts(),
      then(inspected("500"), (ledger, of) => ledger.receipt(of, "599")),
    ),
  ],
  "detained, asked for": [
    { asked: true },
    then(
      receipts(),
      then(ask, (ledger, of) => ledger.receipt(of, "503")),
    ),
  ],
  exception: [{}, receipts("exception")],
  "exception, asked for": [{ asked: true }, then(receipts("exception"), ask)],
  refused: [{}, receipts("100")],
  "refused, asked for before": [
    {},
    then(
      receipts(),
      then(ask, (ledger, of) => ledger.receipt(of, "100")),
    ),
  ],
  "sent-back": [{}, receipts("700")],
  "sent-back, asked for before": [
    {},
    then(
      receipts(),
      then(ask, (ledger, of) => ledger.receipt(of, "700")),
    ),
  ],
  released: [{}, receipts("800")],
  closed: [{}, receipts("800", "899")],
  cancelled: [{}, then(receipts(), then(ask, give))],
  deleted: [{}, (ledger, of) => void ledger.delete(sent(ledger, of), "list")],
};

function sent(ledger: CustomsLedger, of: Parcel): Parcel {
  ledger.send(of, "list");
  return of;
}

/** A parcel whose list is there, and the place as the diagram knows it. */
export function reach(ledger: CustomsLedger, name: string): { of: Parcel; place: Place } {
  const [more, way] = PLACES[name]!;
  const of = parcel("1");
  way(ledger, of);
  const status = name.split(",")[0]!;
  return { of, place: { status, inspecting: false, asked: false, arrived: true, ...more } };
}
