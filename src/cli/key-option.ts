import { readKeyFile } from "../node/keys/key-store.ts";
import { fromHex } from "../primitives/bytes.ts";
import { usageError } from "./errors.ts";
import { findKeyFile } from "./key-ring.ts";

/** Longer than names of keys are, and nothing but digits: somebody has copied a public key in part, or too much of it. */
const LIKE_A_KEY = /^[0-9a-fA-F]{40,}$/;

/**
 * A public key as people give it: 64 hexadecimal digits, or the name of a key file. Throws KEY_FORMAT and what opening the
 * file throws.
 */
export async function keyOption(text: string): Promise<Uint8Array> {
  if (LIKE_A_KEY.test(text) && (text.length !== 64 || fromHex(text) === undefined)) {
    const hint =
      "A public key is 64 digits of lower-case hexadecimal. `portolan keys show` prints it.";
    throw usageError(
      "KEY_FORMAT",
      `"${text}" is no public key: it has ${text.length} digits.`,
      hint,
    );
  }
  const bytes = text.length === 64 ? fromHex(text) : undefined;
  const file = bytes === undefined ? await readKeyFile(findKeyFile(text)) : undefined;
  return bytes ?? fromHex(file?.publicKey ?? "") ?? new Uint8Array(0);
}
