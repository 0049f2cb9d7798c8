import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";

import type { Head, Kind } from "../../letters/form/head.ts";
import type { Request } from "../../letters/form/request.ts";
import { commitmentOf } from "../../letters/package/commitment.ts";
import { createManifest, type Document } from "../../letters/package/create.ts";
import {
  describeAttachments,
  openPackage,
  type Package,
  writePackage,
} from "../../letters/package/file.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { LetterRecord } from "../../transactions/letters/records.ts";
import { type CommandOption, type Given, textOption } from "../command.ts";
import { CliError, usageError } from "../errors.ts";

/** Options of commands that write a package. */
export const packageOptions: readonly CommandOption[] = [
  { flags: "--attach <files>", summary: "files that belong to it, separated by commas" },
  { flags: "--out <file>", summary: "where the package goes" },
];

export interface Written {
  readonly path: string;
  readonly commitment: Uint8Array;
}

/** Where a package goes, and what is attached to it. */
export interface PackagePlace {
  readonly path: string;
  readonly files: readonly string[];
}

/** What the options say; the path that is given where they name none. */
export function placeGiven(given: Given, fallbackPath: string): PackagePlace {
  const files = (textOption(given, "attach") ?? "").split(",").map((one) => one.trim());
  const path = textOption(given, "out") ?? fallbackPath;
  return { path, files: files.filter((one) => one !== "") };
}

/**
 * Writes a package before anything is sent: its seed is nowhere else, and without it nobody could show later what the ledger
 * has a commitment of. Never over an existing file; one that says the same is used again, so that a command that was refused or
 * cut off can be given once more. Throws FILE_EXISTS.
 */
export async function writeLetter(
  { path, files }: PackagePlace,
  document: Omit<Document, "attachments">,
): Promise<Written> {
  const attachments = await describeAttachments(files);
  const whole = { ...document, attachments };
  if (existsSync(path)) {
    const { manifest: before } = await openPackage(path);
    const commitment = commitmentOf(before);
    const isSame = equalBytes(commitmentOf(createManifest(whole, before.seed)), commitment);
    if (isSame) return { path, commitment };
    const hint = "Name another one with --out, or move it away: what is in it may be committed to.";
    throw usageError("FILE_EXISTS", `There is another letter in ${path}.`, hint);
  }
  const manifest = createManifest(whole, new Uint8Array(randomBytes(32)));
  await writePackage(path, manifest, files);
  return { path, commitment: commitmentOf(manifest) };
}

/** Writes a form as a letter's request; with it what `letter.issue` and `letter.cure` say of it. */
export async function writeRequest(
  place: PackagePlace,
  of: Pick<Head, "chainId" | "letter" | "firm">,
  { head, parts }: Pick<Request, "head" | "parts">,
) {
  const whole = { kind: "request" as const, ...of, ...head };
  const { path, commitment } = await writeLetter(place, { head: whole, parts });
  const { branch, entity, format, asOf } = head;
  const items = parts.map(({ item }) => item);
  return { path, terms: { branch, entity, format, asOf, items, commitment } };
}

/** A file name for a letter's document, whatever its number is made of. */
export function fileNameOf(number: string, kind: Kind): string {
  return `${number.replace(/[^\p{L}\p{N}._-]+/gu, "_")}.${kind}.letter`;
}

/** A package that somebody has of a letter. Throws WRONG_LETTER, COMMITMENT_DIFFERS and what is wrong with the file. */
export async function openFor(
  letter: Pick<LetterRecord, "id">,
  path: string,
  kind: Kind,
  expected?: Uint8Array,
): Promise<Package & { readonly commitment: Uint8Array }> {
  const opened = await openPackage(path);
  const { head } = opened.manifest;
  if (head.kind !== kind || !equalBytes(head.letter, letter.id)) {
    const found = `the ${head.kind} of ${head.firm}'s letter ${head.number}`;
    const hint = `Name the file with the ${kind} of this letter.`;
    throw new CliError("WRONG_LETTER", `${path} is ${found}.`, hint);
  }
  const commitment = commitmentOf(opened.manifest);
  if (expected === undefined || equalBytes(commitment, expected)) return { ...opened, commitment };
  const hint = "It was put right meanwhile, or swapped on its way. Ask for the file again.";
  throw new CliError("COMMITMENT_DIFFERS", `${path} is not what the ledger commits to.`, hint);
}
