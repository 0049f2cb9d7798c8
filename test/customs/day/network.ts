import { Devnet } from "../../e2e/devnet.ts";
import { importAtFourNodes, NETWORK_DECLARATIONS_MAX, type NetworkReport } from "./network-run.ts";

/** An order, a slip, a waybill and a list. */
const DOCUMENTS_EACH = 4;
const PER_FILE = 500;

/** `npm run port -- --network N`: files of so many parcels at a devnet's four nodes; whether all lists were matched. */
export async function runNetwork(declarations: number): Promise<boolean> {
  const isPossible = Number.isInteger(declarations) && declarations >= 1;
  if (!isPossible || declarations > NETWORK_DECLARATIONS_MAX) {
    throw new Error(`--network takes a whole number from 1 to ${NETWORK_DECLARATIONS_MAX}`);
  }
  const devnet = await Devnet.create();
  try {
    await devnet.start();
    devnet.json(["demo", "customs", "--dir", devnet.directory]);
    const report = await importAtFourNodes(devnet, declarations, PER_FILE);
    process.stdout.write(textOf(report));
    return report.matched === declarations;
  } finally {
    await devnet.remove();
  }
}

function textOf({ declarations, matched, files, ms }: NetworkReport): string {
  const seconds = ms / 1_000;
  const documents = declarations * DOCUMENTS_EACH;
  return [
    `${declarations} declarations, ${documents} documents in ${files} files, at four nodes in ${seconds.toFixed(1)} s`,
    `${(documents / seconds).toFixed(0)} documents a second: read, signed, committed and answered, with the buyers' keys`,
    `${matched} lists matched, ${(matched / seconds).toFixed(0)} a second\n`,
  ].join("\n");
}
