import type { Authority, Thresholds } from "../chain/participant.ts";
import { type CommandOption, type Given, listOption, textOption } from "./command.ts";
import { usageError } from "./errors.ts";
import { keyOption } from "./key-option.ts";

/** Who signs for an account that a command makes, and how many must. */
export const authorityOptions: readonly CommandOption[] = [
  {
    flags: "--signers <list>",
    summary: "public keys in hexadecimal or names of key files, each with :weight if it is not 1",
    required: true,
  },
  {
    flags: "--thresholds <list>",
    summary: "weights for low,medium,high",
    fallback: "1,1,1",
  },
];

export async function authorityOf(given: Given): Promise<Authority> {
  return {
    signers: await Promise.all(listOption(given, "signers").map(signerOf)),
    thresholds: thresholdsOf(textOption(given, "thresholds") ?? ""),
  };
}

async function signerOf(text: string): Promise<{ publicKey: Uint8Array; weight: number }> {
  const [key = "", weight = "1", ...rest] = text.split(":");
  if (rest.length > 0) {
    const hint = "Write a key, or a key and its weight: 5f…:2.";
    throw usageError("SIGNER_FORMAT", `"${text}" is not a signer.`, hint);
  }
  return { publicKey: await keyOption(key), weight: weightOf(weight) };
}

/** A signer's weight as it is typed. Throws WEIGHT_FORMAT. */
export function weightOf(text: string): number {
  const weight = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  if (weight >= 1 && weight <= 255) return weight;
  throw usageError("WEIGHT_FORMAT", `"${text}" is no weight.`, "Write a number from 1 to 255.");
}

/** Three weights as they are typed. Throws THRESHOLDS_FORMAT. */
export function thresholdsOf(text: string): Thresholds {
  const typed = text.split(",").map((part) => part.trim());
  const [low, medium, high] = typed.map(Number);
  const sound = typed.length === 3 && typed.every((part) => /^[0-9]{1,5}$/.test(part));
  if (sound) return { low: low!, medium: medium!, high: high! };
  const hint = "Write three weights, low to high, like 1,2,2.";
  throw usageError("THRESHOLDS_FORMAT", `"${text}" are not thresholds.`, hint);
}
