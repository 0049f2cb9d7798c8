import { formatAccount, parseAccount } from "../account-id.ts";
import { formatAsset, isAssetId, parseAsset } from "../asset-id.ts";
import { bytes } from "./byte-strings.ts";
import { record } from "./composites.ts";
import { type Field, FieldError } from "./field.ts";
import { uint64 } from "./numbers.ts";

/** An account: 20 bytes, in JSON `ptl1…`, or a name where the reader can resolve one. */
export function account(): Field<Uint8Array> {
  return {
    ...bytes(20),
    kind: "account",
    schema: { type: "string", description: "an account (ptl1…) or a participant's name" },
    toJson: formatAccount,
    fromJson(json, context) {
      if (typeof json !== "string") throw new FieldError("must be an account (ptl1…) or a name");
      const found = parseAccount(json) ?? context.resolveName?.(json);
      if (found === undefined) throw new FieldError("is not an account (ptl1…) and no known name");
      return found;
    },
  };
}

/** An asset: 32 bytes, in JSON `HKD@ptl1…`, or `HKD@name` where the reader can resolve one. */
export function asset(): Field<Uint8Array> {
  const message = "must be an asset, like HKD@ptl1…";
  return {
    ...bytes(32),
    kind: "asset",
    schema: { type: "string", description: "an asset, CODE@issuer" },
    check: (value) =>
      value instanceof Uint8Array && isAssetId(value) ? undefined : { path: "", message },
    toJson: formatAsset,
    fromJson(json, context) {
      const resolve = context.resolveName?.bind(context);
      const found = typeof json === "string" ? parseAsset(json, resolve) : undefined;
      if (found === undefined) throw new FieldError(message);
      return found;
    },
  };
}

/** An amount of one asset in its minor units: `{asset, minor}`. */
export function amount(): Field<Amount> {
  return { ...record({ asset: asset(), minor: uint64() }), kind: "amount" };
}

export interface Amount {
  readonly asset: Uint8Array;
  readonly minor: bigint;
}
