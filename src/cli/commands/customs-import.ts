import { basename, join } from "node:path";
import { mkdirSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";

import { answerTo, type Outcome } from "../../gateways/ceb/ledger/answers.ts";
import { isMapped, operationsOf } from "../../gateways/ceb/ledger/operations-of.ts";
import { digitsOf } from "../../gateways/ceb/ledger/values.ts";
import type { CebFault } from "../../gateways/ceb/fault.ts";
import { type CebMessage, readCeb } from "../../gateways/ceb/read-ceb.ts";
import { writeFormatError } from "../../gateways/ceb/write-format-error.ts";
import { CONSIGNEE_SECRET_BYTES } from "../../persons/consignee.ts";
import { fromHex } from "../../primitives/bytes.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { gatewayFor } from "../customs/ceb-gateway.ts";
import { sendMapped } from "../customs/send-mapped.ts";
import { EXIT, usageError } from "../errors.ts";
import { readBytes, readText } from "../files.ts";
import { renderTable } from "../render.ts";

/** One file: what it holds, or what is wrong with it. */
interface File {
  readonly path: string;
  readonly message?: CebMessage;
  readonly faults?: readonly CebFault[];
}

export const customsImport = defineCommand({
  usage: "customs import <files...>",
  summary:
    "Brings CEB messages (XML) to the ledger, signed by their originator, and writes the receipts.",
  options: [
    {
      flags: "--consignee-secret <file>",
      summary: "64 digits that platform and carrier share: consignees are committed to under it",
    },
    { flags: "--answers <folder>", summary: "where the receipts go", fallback: "." },
  ],
  async run(session, given) {
    const files = given.args.map(readFile);
    const messages = files.flatMap(({ message }) => message ?? []);
    const gateway = await gatewayFor(session, messages, secretGiven(given));
    const mapped = messages.map((one) => operationsOf(one, gateway));
    const all = mapped.flat();
    let done = 0;
    const outcomes = await sendMapped(session, all, (count) => {
      done += count;
      session.output.progress(`${done} of ${all.length} documents`);
    });
    const folder = textOption(given, "answers") ?? ".";
    mkdirSync(folder, { recursive: true });
    const lines = answer(files, outcomes, folder);
    const isAllGood = lines.every(({ code }) => code === null);
    const heads = ["file", "type", "document", "code", "what is wrong", "receipt"];
    const rows = lines.map((one) => [
      one.file,
      one.type,
      one.document,
      one.code,
      one.hint,
      one.receipt,
    ]);
    const shown = rows.length > 40 ? rows.filter(([, , , code]) => code !== null) : rows;
    const wrong = lines.filter(({ code }) => code !== null).length;
    const sum = `${lines.length - wrong} of ${lines.length} documents are on the ledger.`;
    const text = `${renderTable(heads, shown)}\n${sum}`;
    return { json: lines as unknown as Json, text, exit: isAllGood ? EXIT.done : EXIT.refused };
  },
});

interface Line {
  readonly file: string;
  readonly type: string | null;
  /** Its place in the file, from 1; null if the file cannot be read. */
  readonly document: number | null;
  readonly code: string | null;
  readonly hint: string | null;
  /** The file of the receipt. */
  readonly receipt: string;
}

function readFile(path: string): File {
  const read = readCeb(readBytes(path));
  return read.ok ? { path, message: read.message } : { path, faults: read.faults };
}

/** Writes a receipt for each file, and says what became of each document. */
function answer(files: readonly File[], outcomes: readonly Outcome[], folder: string): Line[] {
  let from = 0;
  return files.flatMap(({ path, message, faults }): Line[] => {
    const file = basename(path);
    const name = file.replace(/\.xml$/i, "");
    const now = Date.now();
    if (message === undefined) {
      const receipt = join(folder, `${name}.900.xml`);
      const about = { guid: randomUUID().toUpperCase(), returnTime: digitsOf(now).slice(0, 14) };
      writeFileSync(receipt, writeFormatError(faults!, about));
      return faults!.map(({ code, path: where, hint }) => {
        const what = `${where} ${hint}`.trim();
        return { file, type: null, document: null, code, hint: what, receipt };
      });
    }
    const own = outcomes.slice(from, (from += message.documents.length));
    const answered = isMapped(message.type) ? answerTo(message as never, own, now) : undefined;
    const receipt = answered === undefined ? "" : join(folder, `${name}.${answered.type}.xml`);
    if (answered !== undefined) writeFileSync(receipt, answered.bytes);
    return own.map((one, at) => ({
      ...{ file, type: message.type, document: at + 1, receipt },
      ...(one.ok ? { code: null, hint: wordsOf(one) } : { code: one.code, hint: one.hint }),
    }));
  });
}

function wordsOf({ status, mismatches = [] }: Extract<Outcome, { ok: true }>): string | null {
  return status === undefined ? null : [status, ...mismatches].join(" ");
}

function secretGiven(given: Given): Uint8Array | undefined {
  const path = textOption(given, "consigneeSecret");
  if (path === undefined) return undefined;
  const secret = fromHex(readText(path).trim());
  if (secret?.length === CONSIGNEE_SECRET_BYTES) return secret;
  const hint =
    "The file holds 64 digits of lower-case hexadecimal, the same at platform and carrier.";
  throw usageError("SECRET_FORMAT", `${path} holds no secret.`, hint);
}
