import { ASSET_CODE } from "../primitives/asset-id.ts";
import { NAME } from "../chain/participant.ts";
import { decimalText } from "../primitives/decimal.ts";
import { parseAccount } from "../primitives/account-id.ts";
import { usageError } from "./errors.ts";

/** An amount as a person typed it. It becomes minor units once the asset's decimals are known. */
export interface TypedAmount {
  /** Digits with at most one point; no sign, no grouping. */
  readonly number: string;
  /** Code and issuer, `HKD@gateway-hk` or `HKD@ptl1…`. */
  readonly asset: string;
}

const U64_MAX = 2n ** 64n - 1n;
const NUMBER = /^(0|[1-9][0-9]*)(\.[0-9]+)?$/;
const EXAMPLE = 'Write it like "1250.00 HKD@gateway-hk".';

/** Parses "1250.00 HKD@gateway-hk". Throws a usage error: AMOUNT_FORMAT. */
export function parseTypedAmount(text: string): TypedAmount {
  const parts = text.trim().split(/ +/);
  const [number, asset] = parts;
  if (parts.length !== 2 || number === undefined || asset === undefined) {
    throw usageError("AMOUNT_FORMAT", `"${text}" is not a number and an asset.`, EXAMPLE);
  }
  checkNumber(number);
  parseTypedAsset(asset);
  return { number, asset };
}

/** Splits "HKD@gateway-hk". Throws a usage error: ASSET_FORMAT. */
export function parseTypedAsset(text: string): { code: string; issuer: string } {
  const [code = "", issuer = "", ...rest] = text.split("@");
  const sound =
    rest.length === 0 &&
    ASSET_CODE.test(code) &&
    (NAME.test(issuer) || parseAccount(issuer) !== undefined);
  if (sound) return { code, issuer };
  const hint = "An asset is a code and its issuer, like HKD@gateway-hk or HKD@ptl1….";
  throw usageError("ASSET_FORMAT", `"${text}" is not an asset.`, hint);
}

function checkNumber(number: string): void {
  if (NUMBER.test(number)) return;
  throw usageError("AMOUNT_FORMAT", `"${number}" is not a number.`, numberHint(number));
}

/** The typed number in minor units. Throws AMOUNT_FORMAT, AMOUNT_DECIMALS or AMOUNT_TOO_LARGE; never rounds. */
export function toMinor({ number, asset }: TypedAmount, decimals: number): bigint {
  checkNumber(number);
  const [whole = "0", fraction = ""] = number.split(".");
  if (fraction.length > decimals) {
    throw usageError(
      "AMOUNT_DECIMALS",
      `${number} has ${fraction.length} decimals; ${asset} has ${decimals}.`,
      decimals === 0
        ? "Write a whole number."
        : `Write at most ${decimals} digits after the point.`,
    );
  }
  const minor = BigInt(whole + fraction.padEnd(decimals, "0"));
  if (minor > U64_MAX) {
    const message = `${number} is more than an amount can hold (64 bits of minor units).`;
    throw usageError("AMOUNT_TOO_LARGE", message, "Check the number for a typing error.");
  }
  return minor;
}

/** Minor units as people read them: the whole number, a point, and all decimals. */
export const formatMinor = decimalText;

function numberHint(number: string): string {
  if (/[,'_’ ]/.test(number)) return `Leave out grouping; the decimal sign is a point. ${EXAMPLE}`;
  if (number.startsWith("-")) return `An amount is never negative. ${EXAMPLE}`;
  return EXAMPLE;
}
