import { equalBytes } from "../../primitives/bytes.ts";
import { decode } from "../../primitives/fields/codec.ts";
import { header } from "../block.ts";
import { type ValidatorSet, validatorSet } from "../validator-set.ts";
import type { HandOver } from "./document.ts";
import { refuse, type Verdict, verifyFinalHeader } from "./verify-finality.ts";

/** The set of the epoch after `set`'s, if `set` has handed over to it. */
export function verifyHandOver(
  chainId: Uint8Array,
  set: ValidatorSet,
  { header: bytes, certificate, validators }: HandOver,
): Verdict<ValidatorSet> {
  const last = verifyFinalHeader(bytes, { certificate, headers: [] }, chainId, () => set);
  if (!last.ok) return last;
  const next = validatorSet(set.epoch + 1, validators);
  if (last.value.epoch === set.epoch && equalBytes(last.value.nextValidators, next.hash)) {
    return { ok: true, value: next };
  }
  const message = `The header does not hand epoch ${set.epoch} over to these validators.`;
  return refuse("BAD_HAND_OVER", message);
}

/** The epoch of a hand-over's header; undefined if it is none. */
export function epochOfHandOver({ header: bytes }: HandOver): number | undefined {
  const decoded = decode(header, bytes);
  return decoded.ok ? decoded.value.epoch : undefined;
}
