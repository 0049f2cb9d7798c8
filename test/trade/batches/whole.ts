import { toHex } from "../../../src/primitives/bytes.ts";
import { waybillId } from "../../../src/transactions/customs/orders/records.ts";
import { recallOf } from "../../../src/transactions/trade/batches/lineage.ts";
import {
  chainOf,
  descendantsOf,
  parcelByCode,
  parcelsOf,
  parcelsUnder,
} from "../../../src/transactions/trade/batches/reads.ts";
import { CODES } from "../../customs/port.ts";
import type { ModelBatch } from "./model.ts";
import { type Walk, WAYBILLS } from "./walk.ts";

const ALL = 100_000;

/** What does not hold of quantities, custody, recalls and indexes, in words; nothing if ledger and model say the same. */
export function whatIsBroken(walk: Walk): string[] {
  const names = [...walk.model.batches.keys()];
  const keys = [...walk.ledger.state.values.keys()];
  const count = (prefix: string): number => keys.filter((key) => key.startsWith(prefix)).length;
  const codes = [...walk.model.batches.values()].flatMap((one) => one.parcels);
  const passedOn = passedOnBy(walk);
  return [
    ...differs("batches", count("trade/batch/"), names.length),
    ...differs("parcels", count("trade/batch-parcel/"), codes.length),
    ...differs("codes", count("trade/parcel-code/"), codes.length),
    ...differs("events", count("trade/batch-event/"), walk.model.log.length),
    ...[...walk.model.batches.values()].flatMap((one) =>
      ofBatch(walk, one, passedOn.get(one.name) ?? 0n),
    ),
    ...WAYBILLS.flatMap((no) => ofWaybill(walk, no)),
  ];
}

function differs(what: string, found: unknown, wanted: unknown): string[] {
  const [left, right] = [found, wanted].map((one) => JSON.stringify(one, bigintAsText));
  return left === right ? [] : [`${what}: ${String(left)}, not ${String(right)}`];
}

const bigintAsText = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;
const total = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);

/** By name: what of each batch is the share of another, as the ledger has it. */
function passedOnBy(walk: Walk): Map<string, bigint> {
  const all = new Map<string, bigint>();
  for (const id of walk.ids.values()) {
    for (const { batch, quantity } of walk.ledger.batch(id).parents) {
      const name = walk.nameOf(batch);
      all.set(name, (all.get(name) ?? 0n) + quantity);
    }
  }
  return all;
}

function ofBatch(walk: Walk, batch: ModelBatch, passedOn: bigint): string[] {
  const { model, ledger } = walk;
  const { name, quantity, parents } = batch;
  const record = ledger.batch(walk.ids.get(name)!);
  const nameOf = (id: Uint8Array): string => walk.nameOf(id);
  const parcels = parcelsOf(ledger.state, record, 0, ALL).found;
  const everywhere = record.left + passedOn + total(parcels.map((one) => one.quantity));
  const { producer, batchNo, custodian, offeredTo, failed, recall } = batch;
  const left = model.left(batch);
  const found = {
    ...{ producer: record.producer, batchNo: record.batchNo, custodian: record.custodian },
    ...{ offeredTo: record.offeredTo, failed: record.failedInspection, left: record.left },
    recall: record.recall && { by: record.recall.by, office: record.recall.office },
    parents: record.parents.map((one) => [nameOf(one.batch), one.quantity]),
    parcels: parcels.map((one) => [toHex(one.code), `W-${one.logisticsNo.slice(2)}`, one.quantity]),
  };
  return [
    ...differs(`units of ${name}`, everywhere, quantity),
    ...differs(name, found, {
      ...{ producer, batchNo, custodian, offeredTo, failed, left, recall, parents },
      parcels: batch.parcels.map((one) => [one.code, `W-${one.waybill}`, one.quantity]),
    }),
    ...ofLineage(walk, name),
    ...parcels.flatMap((one, at) =>
      differs(`code of ${name}`, parcelByCode(ledger.state, one.code)?.place, at),
    ),
  ];
}

/** What recalls reach, and what descendants the index knows, against walking about in the model. */
function ofLineage(walk: Walk, name: string): string[] {
  const { model, ledger, ids } = walk;
  const nameOf = (id: Uint8Array): string => walk.nameOf(id);
  const record = ledger.batch(ids.get(name)!);
  const recalls = model.recalls(name);
  const recalling = recallOf(ledger.state, record);
  const isOne = recalling === undefined || recalls.includes(nameOf(recalling.id));
  const below = descendantsOf(ledger.state, record, 0, ALL).found;
  const broken = [
    ...differs(`recalls of ${name}`, recalling !== undefined, recalls.length > 0),
    ...(isOne ? [] : [`${name} is recalled with what it was not made from`]),
    ...differs(
      `ancestors of ${name}`,
      sorted(record.ancestors.map(nameOf)),
      sorted(model.ancestors(name)),
    ),
    ...differs(
      `descendants of ${name}`,
      sorted(below.map(nameOf)),
      sorted(model.descendants(name)),
    ),
  ];
  if (model.batches.get(name)!.recall === undefined) return broken;
  const reached = [name, ...model.descendants(name)];
  const codes = reached.flatMap((one) => model.batches.get(one)!.parcels.map(({ code }) => code));
  const found = [record, ...below.map((id) => ledger.batch(id))].flatMap((one) =>
    parcelsOf(ledger.state, one, 0, ALL).found.map(({ code }) => toHex(code)),
  );
  return [...broken, ...differs(`parcels that ${name} calls back`, sorted(found), sorted(codes))];
}

/** The chain of a batch, against everything that happened. */
export function chainIsBroken(walk: Walk, name: string): string[] {
  const { model, ledger, ids } = walk;
  const nameOf = (id: Uint8Array): string => walk.nameOf(id);
  const lineage = new Set([name, ...model.ancestors(name)]);
  const { found } = chainOf(ledger.state, ledger.batch(ids.get(name)!), 0, ALL);
  const said = found.map((one) => [nameOf(one.batch), one.event]);
  const wanted = model.log.filter(([one]) => lineage.has(one));
  return differs(`chain of ${name}`, said, wanted);
}

function ofWaybill({ ledger, model }: Walk, no: string): string[] {
  const id = waybillId(CODES.carrier, `W-${no}`, 1);
  const found = parcelsUnder(ledger.state, id).map((one) => toHex(one.code));
  const wanted = model.packedUnder(no).map((one) => one.code);
  return differs(`packed under ${no}`, sorted(found), sorted(wanted));
}

function sorted(of: Iterable<string>): string[] {
  return [...of].sort();
}
