import { performance } from "node:perf_hooks";

import { operationFromJson } from "../../../src/cli/operations.ts";
import type { Gateway } from "../../../src/gateways/ceb/ledger/gateway.ts";
import { MappingError } from "../../../src/gateways/ceb/ledger/mapping-error.ts";
import { operationsOf } from "../../../src/gateways/ceb/ledger/operations-of.ts";
import { readCeb } from "../../../src/gateways/ceb/read-ceb.ts";
import { consigneeCommitment } from "../../../src/persons/consignee.ts";
import { toHex, utf8 } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { cebFiles } from "../../e2e/ceb-files.ts";

const FILES = 50;
const WARM_UP_MS = 2_000;
const SECRET = new Uint8Array(32).fill(0x5a);

/** Keys of people are asked for together and from somebody else: here they are there already. Consignees are committed to. */
const gateway: Gateway = {
  personKey: (_, idNumber) => toHex(sha256(utf8(idNumber))),
  consignee: (name, address, telephone) =>
    toHex(consigneeCommitment(SECRET, { name, address, telephone })),
  listOf: () => {
    throw new Error("an order names no list");
  },
};

/** Files of so many orders each (CEB311) that one thread reads and turns into operations' bytes in a second. */
export function cebFilesPerSecond(ordersEach: number, forMs: number): number {
  const files = Array.from({ length: FILES }, (_, file) => {
    const numbers = Array.from({ length: ordersEach }, (_order, at) => `F${file}-${at}`);
    return cebFiles(numbers).order;
  });
  readFor(files, WARM_UP_MS);
  return readFor(files, forMs);
}

function readFor(files: readonly Uint8Array[], forMs: number): number {
  const from = performance.now();
  let [read, ms] = [0, 0];
  for (; ms < forMs; ms = performance.now() - from) operations(files[read++ % files.length]!);
  return (read * 1_000) / ms;
}

function operations(file: Uint8Array): void {
  const read = readCeb(file);
  if (!read.ok) throw new Error(read.faults.map(({ code }) => code).join(", "));
  for (const one of operationsOf(read.message, gateway)) {
    if (one instanceof MappingError) throw one;
    operationFromJson(one.type, one.body);
  }
}
