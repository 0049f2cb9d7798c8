import { equalBytes } from "../primitives/bytes.ts";

/** Whether somebody signs who did not submit: review is by another person (docs/domain sections 3 and 4). */
export function isSecond(
  signers: readonly Uint8Array[],
  submitters: readonly Uint8Array[],
): boolean {
  return signers.some((key) => !submitters.some((one) => equalBytes(one, key)));
}
