import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { checkCharacter } from "../../../src/persons/check-character.ts";
import { cebFiles } from "../../e2e/ceb-files.ts";
import type { CommandResult, Devnet } from "../../e2e/devnet.ts";

/** How fast files became matched declarations. */
export interface NetworkReport {
  readonly declarations: number;
  readonly matched: number;
  readonly files: number;
  /** From the first file's reading until all is final: signing and person keys included. */
  readonly ms: number;
}

const SENDERS = {
  order: "platform-1",
  payment: "payfirm-1",
  waybill: "carrier-1",
  list: "declarant-1",
};
const NAMES = ["order", "payment", "waybill", "list"] as const;
/** The platform's money of a devnet guarantees the tax of hardly more: each owes 40.04, and 1,000,000.00 is what it has. */
export const NETWORK_DECLARATIONS_MAX = 20_000;
const TAX_MINOR = 4_004;
/** For a few as for 12,000: the demo that opened the port has put 50,000.00 on hold, of which its own lists use some. */
const DEPOSIT_MINOR_MIN = 50_000_000;
/** A buyer's annual limit is enough for 59 of these orders; the regulator's node answers a thousand at once. */
const ORDERS_PER_BUYER = 59;
const BUYERS_MIN = 200;

/** CEB files of so many parcels, handed in at four nodes at the same moment by their originators. */
export async function importAtFourNodes(
  devnet: Devnet,
  declarations: number,
  perFile: number,
): Promise<NetworkReport> {
  const folder = join(devnet.directory, "port");
  mkdirSync(folder);
  writeFileSync(join(folder, "secret"), "5a".repeat(32));
  const paths = writeFiles(folder, declarations, perFile);
  const minor = Math.max(DEPOSIT_MINOR_MIN, declarations * TAX_MINOR);
  const amount = `${(minor / 100).toFixed(2)} CNY@gateway-cn`;
  const deposit = ["customs", "deposit", "440196000P", amount, "--json"];
  throwIfFailed(devnet.portolan(deposit, { key: "platform-1" }));
  const before = await matchedIn(devnet);
  const begun = performance.now();
  const sent = NAMES.map((name, node) => {
    const line = ["customs", "import", ...paths[name], "--answers", folder, "--json"];
    const secret = ["--consignee-secret", join(folder, "secret")];
    return devnet.begin([...line, ...secret], { node, key: SENDERS[name] });
  });
  for (const result of await Promise.all(sent)) throwIfFailed(result);
  const ms = performance.now() - begun;
  const matched = (await matchedIn(devnet)) - before;
  return { declarations, matched, files: NAMES.length * paths.order.length, ms };
}

type Paths = Readonly<Record<(typeof NAMES)[number], string[]>>;

/** All buyers order equally often, whichever file an order is in. */
function writeFiles(folder: string, declarations: number, perFile: number): Paths {
  const buyers = Math.max(BUYERS_MIN, Math.ceil(declarations / ORDERS_PER_BUYER));
  const ids = Array.from({ length: buyers }, (_, at) => residentNumber(at));
  const paths: Paths = { order: [], payment: [], waybill: [], list: [] };
  for (let from = 0; from < declarations; from += perFile) {
    const count = Math.min(perFile, declarations - from);
    const numbers = Array.from({ length: count }, (_, at) => `N${from + at}`);
    const first = from % buyers;
    const files = cebFiles(numbers, [...ids.slice(first), ...ids.slice(0, first)]);
    for (const name of NAMES) {
      const path = join(folder, `${name}-${from}.xml`);
      writeFileSync(path, files[name]);
      paths[name].push(path);
    }
  }
  return paths;
}

function throwIfFailed({ status, stdout, stderr }: CommandResult): void {
  if (status !== 0) throw new Error(`An import failed:\n${stderr}\n${stdout.slice(0, 2_000)}`);
}

async function matchedIn(devnet: Devnet): Promise<number> {
  const month = new Date().toISOString().slice(0, 7);
  const { statistics } = await devnet.call<{ statistics: { counts: { matched: number } }[] }>(
    "customs_statistics",
    { country: "CN", month },
  );
  return statistics.reduce((sum, { counts }) => sum + counts.matched, 0);
}

/** A well-formed number that is nobody's: GB 11643 has no region 990099. */
function residentNumber(at: number): string {
  const digits = `99009919900230${at.toString().padStart(3, "0")}`;
  return `${digits}${checkCharacter(digits)}`;
}
