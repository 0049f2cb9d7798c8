import { readKeyFile } from "../node/keys/key-store.ts";
import { fromHex } from "../primitives/bytes.ts";
import { findKeyFile } from "./key-ring.ts";

/** A public key as people give it: 64 hexadecimal digits, or the name of a key file. Throws what opening the file throws. */
export async function keyOption(text: string): Promise<Uint8Array> {
  const bytes = text.length === 64 ? fromHex(text) : undefined;
  const file = bytes === undefined ? await readKeyFile(findKeyFile(text)) : undefined;
  return bytes ?? fromHex(file?.publicKey ?? "") ?? new Uint8Array(0);
}
