import { usageError } from "../errors.ts";
import { batchNamed } from "./batch-named.ts";

/** The code of a parcel as it was printed: alone, or at the end of the address that a QR code leads to. */
const CODE = /^(?:https?:\/\/\S+\/trace\/)?([0-9a-f]{32})$/;

/** What a trace is of: a parcel's code, or a batch. Throws a usage error: GOODS_FORMAT. */
export function goodsNamed(text: string): { readonly code: string } | { readonly batch: string } {
  const [, code] = CODE.exec(text) ?? [];
  if (code !== undefined) return { code };
  if (/^[0-9a-f]{64}$/.test(text) || /^[0-9A-Z]+\/./.test(text)) return { batch: batchNamed(text) };
  const hint =
    "Write the 32 digits of a parcel's code, the id of a batch, or PRODUCER/NUMBER like 440196000M/LOT-7.";
  throw usageError("GOODS_FORMAT", `"${text}" is neither a code nor a batch.`, hint);
}
