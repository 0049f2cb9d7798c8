import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { equalBytes, utf8 } from "../../primitives/bytes.ts";
import { LetterError } from "../letter-error.ts";
import {
  type Attachment,
  encodeManifest,
  type Manifest,
  packageLimits,
  readManifest,
} from "./manifest.ts";

// A package: a line that says what it is, the length of the manifest in four bytes, the manifest, the attachments one after
// the other. It is written and read in a stream, and never in memory as a whole.

const MAGIC = utf8("PORTOLAN LETTER 1\n");
const START = MAGIC.length + 4;

/** Media types by ending; anything else is only bytes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".pdf": "application/pdf",
  ".csv": "text/csv",
  ".txt": "text/plain",
  ".xml": "application/xml",
  ".json": "application/json",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/** What a file is as an attachment. Throws ATTACHMENT_NAME, ATTACHMENTS_TOO_LARGE, and what the disk says. */
export async function describeAttachments(paths: readonly string[]): Promise<Attachment[]> {
  const found: Attachment[] = [];
  let total = 0;
  for (const path of paths) {
    const { size } = await stat(path);
    total += size;
    if (total > packageLimits.attachmentBytes || paths.length > packageLimits.attachments) {
      const most = `${packageLimits.attachments} files of 20 MB together`;
      throw new LetterError(
        "ATTACHMENTS_TOO_LARGE",
        `A letter has at most ${most}.`,
        "Leave some out.",
      );
    }
    const hash = createHash("sha256");
    await pipeline(createReadStream(path), hash);
    const mediaType = MEDIA_TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
    found.push({ name: basename(path), mediaType, size, sha256: new Uint8Array(hash.digest()) });
  }
  const names = new Set(found.map(({ name }) => name));
  if (names.size === found.length) return found;
  throw new LetterError("ATTACHMENT_NAME", "Two attachments have one name.", "Rename one of them.");
}

/** Writes a package, readable by its owner alone; under its name once it is whole. */
export async function writePackage(
  path: string,
  manifest: Manifest,
  attachments: readonly string[],
): Promise<void> {
  const bytes = encodeManifest(manifest);
  const start = new Uint8Array(START);
  start.set(MAGIC);
  new DataView(start.buffer).setUint32(MAGIC.length, bytes.length);
  async function* parts(): AsyncGenerator<Uint8Array> {
    yield start;
    yield bytes;
    for (const one of attachments) yield* createReadStream(one) as AsyncIterable<Uint8Array>;
  }
  await pipeline(
    Readable.from(parts()),
    createWriteStream(`${path}.new`, { mode: 0o600, flush: true }),
  );
  await rename(`${path}.new`, path);
}

/** A package that was opened: what it says, and where in the file each attachment lies. */
export interface Package {
  readonly manifest: Manifest;
  readonly attachments: readonly (Attachment & { readonly start: number })[];
}

/** Opens a package that anybody may have sent: every part of it checked, every attachment compared. Throws a `LetterError`. */
export async function openPackage(path: string): Promise<Package> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read = async (at: number, length: number): Promise<Uint8Array | undefined> => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, at);
      return bytesRead === length ? bytes : undefined;
    };
    return await packageFrom({ name: path, size, read });
  } finally {
    await file.close();
  }
}

/** Where a package's bytes come from, wherever they are kept. */
export interface PackageSource {
  /** As errors name it. */
  readonly name: string;
  readonly size: number;
  /** So many bytes from a place on; undefined if there are fewer. */
  readonly read: (at: number, length: number) => Promise<Uint8Array | undefined>;
}

/** The same from any source. */
export async function packageFrom(source: PackageSource): Promise<Package> {
  const opened = await readStart(source);
  for (const { name, size, sha256, start } of opened.attachments) {
    const hash = createHash("sha256");
    for (let at = start; at < start + size; at += PIECE_BYTES) {
      const piece = await source.read(at, Math.min(PIECE_BYTES, start + size - at));
      if (piece === undefined) throw notALetter(source.name, "It ends too early.");
      hash.update(piece);
    }
    if (equalBytes(new Uint8Array(hash.digest()), sha256)) continue;
    const hint = "It was damaged or swapped on its way. Ask for the file again.";
    throw new LetterError("ATTACHMENT_DIFFERS", `${name} is not what the letter says.`, hint);
  }
  return opened;
}

const PIECE_BYTES = 65_536;

async function readStart({ name, size, read }: PackageSource): Promise<Package> {
  const start = await read(0, START);
  if (start === undefined || !equalBytes(start.subarray(0, MAGIC.length), MAGIC)) {
    throw notALetter(name, "It does not begin as one.");
  }
  const length = new DataView(start.buffer, start.byteOffset).getUint32(MAGIC.length);
  const isTooLong = length > packageLimits.manifestBytes;
  const bytes = isTooLong ? undefined : await read(START, length);
  if (bytes === undefined) throw notALetter(name, "It ends too early.");
  const found = readManifest(bytes);
  if (!found.ok) throw notALetter(name, found.message);
  let at = START + length;
  const attachments = found.manifest.attachments.map((one) => {
    const placed = { ...one, start: at };
    at += one.size;
    return placed;
  });
  if (at !== size) throw notALetter(name, `It has ${size} bytes instead of ${at}.`);
  return { manifest: found.manifest, attachments };
}

function notALetter(path: string, why: string): LetterError {
  const hint = "Name a file that `portolan letter issue`, `prepare` or `content` wrote.";
  return new LetterError("NOT_A_LETTER_FILE", `${path} is no letter. ${why}`, hint);
}
