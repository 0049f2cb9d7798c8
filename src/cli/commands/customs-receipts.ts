import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { receiptsOfList } from "../../gateways/ceb/ledger/receipts-of-list.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOnLedger } from "../customs/list-on-ledger.ts";
import { renderTable } from "../render.ts";

export const customsReceipts = defineCommand({
  usage: "customs receipts <lists...>",
  summary:
    "Writes what customs says of inventory lists as CEB files: receipts, tax bill and its status (622, 604, 816, 818).",
  options: [{ flags: "--answers <folder>", summary: "where the files go", fallback: "." }],
  async run(session, given) {
    const folder = textOption(given, "answers") ?? ".";
    mkdirSync(folder, { recursive: true });
    const written: { readonly list: string; readonly type: string; readonly file: string }[] = [];
    for (const typed of given.args) {
      const found = await listOnLedger(session, typed);
      const { agentCode, copNo } = found.list;
      for (const { type, bytes } of receiptsOfList(found, Date.now())) {
        // What customs numbers may have any printable character; a file's name may not.
        const file = join(folder, `${agentCode}-${encodeURIComponent(copNo)}.${type}.xml`);
        writeFileSync(file, bytes);
        written.push({ list: `${agentCode}/${copNo}`, type, file });
      }
      session.output.progress(`${typed}: ${written.length} files`);
    }
    const rows = written.map(({ list, type, file }) => [list, type, file]);
    return { json: written, text: renderTable(["list", "type", "file"], rows) };
  },
});
