import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { toHex, utf8 } from "../../../src/primitives/bytes.ts";
import { domainHash } from "../../../src/primitives/hasher.ts";
import { verifySignature } from "../../../src/primitives/verifier.ts";
import {
  formatKeyFile,
  keyOfSeed,
  type KeyFile,
  newKey,
  openKey,
  parseKeyFile,
  sealKey,
  signWith,
} from "../../../src/node/keys/key-file.ts";
import { listKeyNames, loadKey, readKeyFile, saveKey } from "../../../src/node/keys/key-store.ts";

const PASSPHRASE = "correct horse";
const key = newKey("alice");
let file: KeyFile;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-keys-"));
  file = await sealKey(key, PASSPHRASE);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const codeOf = async (attempt: () => unknown): Promise<unknown> => {
  try {
    await attempt();
    return "no error";
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe("a sealed key", () => {
  test("opens with its passphrase, and signs", async () => {
    const opened = await openKey(parseKeyFile(formatKeyFile(file), "alice"), PASSPHRASE);
    expect(opened).toEqual(key);
    const message = new Uint8Array(32).fill(7);
    expect(verifySignature(signWith(opened, message), message, key.publicKey)).toBe(true);
  });

  test("the passphrase's Unicode form does not matter", async () => {
    const composed = await sealKey(key, "caf\u00e9");
    expect(await openKey(composed, "cafe\u0301")).toEqual(key);
  });

  test.each(["", "correct hors", "correct horse ", "Correct horse"])(
    "WRONG_PASSPHRASE for %j",
    async (passphrase) => {
      expect(await codeOf(() => openKey(file, passphrase))).toBe("WRONG_PASSPHRASE");
    },
  );

  test("a seed of RFC 8032 gives its public key", () => {
    const { publicKey } = keyOfSeed("vector", new Uint8Array(32));
    expect(toHex(publicKey)).toBe(
      "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29",
    );
  });
});

/** Every value of the file, by its path. */
function leaves(value: object, path: string[] = []): string[][] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "object" && inner !== null
      ? leaves(inner as object, [...path, name])
      : [[...path, name]],
  );
}

function changed(original: KeyFile, path: string[], change: (value: unknown) => unknown): string {
  const copy = JSON.parse(JSON.stringify(original)) as Record<string, unknown>;
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
  const name = path.at(-1)!;
  at[name] = change(at[name]);
  return JSON.stringify(copy);
}

describe("damage", () => {
  test("every character of every field: KEY_FILE_CORRUPT", async () => {
    const paths = leaves(file);
    expect(paths.map((path) => path.join("."))).toContain("kdf.salt");
    expect(paths.length).toBe(13);
    for (const path of paths) {
      const value = path.reduce((at: unknown, step) => (at as Record<string, unknown>)[step], file);
      const variants: ((value: unknown) => unknown)[] =
        typeof value === "number"
          ? [() => value + 1, () => value * 2, () => 0, () => String(value), () => null]
          : Array.from(value as string, (_, i) => (text: unknown) => flipAt(text as string, i));
      for (const variant of variants) {
        const text = changed(file, path, variant);
        expect(await codeOf(() => parseKeyFile(text, "alice")), path.join(".")).toBe(
          "KEY_FILE_CORRUPT",
        );
      }
    }
  });

  test.each([
    ["empty", ""],
    ["half a file", "{"],
    ["a list", "[]"],
    ["null", "null"],
    ["another object", "{}"],
  ])("%s: KEY_FILE_CORRUPT", async (_name, text) => {
    expect(await codeOf(() => parseKeyFile(text, "alice"))).toBe("KEY_FILE_CORRUPT");
  });

  test("an unknown field, upper-case hexadecimal: KEY_FILE_CORRUPT", async () => {
    const more = JSON.stringify({ ...file, comment: "mine" });
    const upper = changed(file, ["ciphertext"], (text) => (text as string).toUpperCase());
    for (const text of [more, upper]) {
      expect(await codeOf(() => parseKeyFile(text, "alice"))).toBe("KEY_FILE_CORRUPT");
    }
  });

  test("a field altered on purpose, its checksum renewed, never opens", async () => {
    const other = await sealKey(newKey("mallory"), PASSPHRASE);
    const forged: KeyFile[] = [
      { ...file, name: "mallory" },
      { ...file, account: other.account },
      { ...file, publicKey: other.publicKey },
      { ...file, kdf: other.kdf },
      { ...file, cipher: other.cipher },
      { ...file, ciphertext: other.ciphertext },
      { ...file, kdf: { ...file.kdf, n: 2 ** 14 } },
    ];
    for (const one of forged) {
      const text = JSON.stringify({ ...one, checksum: renewed(one) });
      const parsed = parseKeyFile(text, "alice"); // the checksum holds
      expect(await codeOf(() => openKey(parsed, PASSPHRASE))).toBe("WRONG_PASSPHRASE");
    }
  });

  test("costs beyond any honest file are refused before they are paid", async () => {
    for (const kdf of [
      { ...file.kdf, n: 2 ** 30 },
      { ...file.kdf, r: 1_000_000 },
      { ...file.kdf, p: 1_000_000 },
      { ...file.kdf, n: 32_767 },
    ]) {
      const one = { ...file, kdf };
      const text = JSON.stringify({ ...one, checksum: renewed(one) });
      expect(await codeOf(() => parseKeyFile(text, "alice"))).toBe("KEY_FILE_CORRUPT");
    }
  });
});

describe("on disk", () => {
  test("mode 0600 in a directory of mode 0700, nothing left beside it", async () => {
    const path = join(directory, "deep", "alice.json");
    await saveKey(path, key, PASSPHRASE);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, "deep")).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(directory, "deep"))).toEqual(["alice.json"]);
    expect(await loadKey(path, PASSPHRASE)).toEqual(key);
    expect(await listKeyNames(join(directory, "deep"))).toEqual(["alice"]);
  });

  test("KEY_EXISTS: a key is never replaced", async () => {
    const path = join(directory, "once.json");
    await saveKey(path, key, PASSPHRASE);
    const before = readFileSync(path, "utf8");
    expect(await codeOf(() => saveKey(path, newKey("other"), PASSPHRASE))).toBe("KEY_EXISTS");
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test.each([0o640, 0o604, 0o660, 0o620, 0o644])("KEY_FILE_EXPOSED for mode %o", async (mode) => {
    const path = join(directory, `mode-${mode}.json`);
    writeFileSync(path, formatKeyFile(file));
    chmodSync(path, mode);
    expect(await codeOf(() => readKeyFile(path))).toBe("KEY_FILE_EXPOSED");
  });

  test("KEY_NOT_FOUND, and KEY_FILE_CORRUPT for a file of another size", async () => {
    expect(await codeOf(() => readKeyFile(join(directory, "nobody.json")))).toBe("KEY_NOT_FOUND");
    const large = join(directory, "large.json");
    writeFileSync(large, " ".repeat(20_000), { mode: 0o600 });
    expect(await codeOf(() => readKeyFile(large))).toBe("KEY_FILE_CORRUPT");
  });
});

function flipAt(text: string, index: number): string {
  const code = text.charCodeAt(index);
  return text.slice(0, index) + String.fromCharCode(code ^ 1) + text.slice(index + 1);
}

/** The checksum as the format defines it, written down a second time. */
function renewed({ version, name, publicKey, account, kdf, cipher, ciphertext }: KeyFile): string {
  const { n, r, p, salt } = kdf;
  const header = [
    version,
    name,
    publicKey,
    account,
    kdf.name,
    n,
    r,
    p,
    salt,
    cipher.name,
    cipher.nonce,
  ];
  const hash = domainHash("portolan key file 1");
  return toHex(hash(utf8(JSON.stringify([toHex(utf8(JSON.stringify(header))), ciphertext]))));
}
