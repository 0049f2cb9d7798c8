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
  /** Milliseconds, reading, signing and person keys included. */
  readonly ms: number;
}

const SENDERS = {
  order: "platform-1",
  payment: "payfirm-1",
  waybill: "carrier-1",
  list: "declarant-1",
};
const NAMES = ["order", "payment", "waybill", "list"] as const;
/** A buyer's annual limit is enough for 59 of these orders; the regulator's node answers a thousand at once. */
const BUYERS = 200;

/** CEB files of so many parcels, handed in at four nodes at the same moment by their originators. */
export async function importAtFourNodes(
  devnet: Devnet,
  declarations: number,
  perFile: number,
): Promise<NetworkReport> {
  const folder = join(devnet.directory, "port");
  mkdirSync(folder);
  writeFileSync(join(folder, "secret"), "5a".repeat(32));
  const ids = Array.from({ length: BUYERS }, (_, at) => residentNumber(at));
  const paths: Record<string, string[]> = { order: [], payment: [], waybill: [], list: [] };
  for (let from = 0; from < declarations; from += perFile) {
    const count = Math.min(perFile, declarations - from);
    const numbers = Array.from({ length: count }, (_, at) => `N${from + at}`);
    const files = cebFiles(numbers, ids);
    for (const name of NAMES) {
      const path = join(folder, `${name}-${from}.xml`);
      writeFileSync(path, files[name]);
      paths[name]!.push(path);
    }
  }
  // Each owes 40.04 in tax, which is guaranteed; the demo that opened the port has put 50,000.00 on hold.
  const deposit = ["customs", "deposit", "440196000P", "500000.00 CNY@gateway-cn", "--json"];
  throwIfFailed(devnet.portolan(deposit, { key: "platform-1" }));
  const begun = performance.now();
  const sent = NAMES.map((name, node) => {
    const line = ["customs", "import", ...paths[name]!, "--answers", folder, "--json"];
    const secret = ["--consignee-secret", join(folder, "secret")];
    return devnet.begin([...line, ...secret], { node, key: SENDERS[name] });
  });
  for (const result of await Promise.all(sent)) throwIfFailed(result);
  const ms = performance.now() - begun;
  const matched = await matchedIn(devnet);
  return { declarations, matched, files: NAMES.length * paths["order"]!.length, ms };
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
