import { DEVNET_PASSPHRASE } from "../../../src/cli/devnet/passphrase.ts";
import { type Payer, payerOf } from "../../../src/cli/load/payer.ts";
import { loadKey } from "../../../src/node/keys/key-store.ts";

/** Whoever signs with a key of a devnet. */
export async function payerOfFile(file: string): Promise<Payer> {
  const { seed } = await loadKey(file, DEVNET_PASSPHRASE);
  return payerOf([seed]);
}
