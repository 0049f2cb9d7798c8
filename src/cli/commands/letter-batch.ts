import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { OperationEnvelope } from "../../chain/transaction.ts";
import { type Request, requestFrom } from "../../letters/form/request.ts";
import { toHex } from "../../primitives/bytes.ts";
import { issue } from "../../transactions/letters/issue.ts";
import { letterId } from "../../transactions/letters/records.ts";
import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { readJson } from "../files.ts";
import { networkOf } from "../ledger.ts";
import { handOver } from "../letters/hand-over.ts";
import { fileNameOf, writeRequest } from "../letters/letter-package.ts";
import { participantOf } from "../letters/participant.ts";
import { operationOf } from "../operations.ts";
import { uuidBytes } from "../payment-options.ts";
import type { Session } from "../session.ts";
import { transact } from "../transact.ts";

interface Written {
  readonly id: Uint8Array;
  readonly firm: string;
  readonly number: string;
  readonly path: string;
}

/** Letters in one transaction: their bodies are the longest of all types. */
const TOGETHER = 50;

export const letterBatch = defineCommand({
  usage: "letter batch <forms...>",
  summary:
    "Issues the letters of one engagement to many banks; run again, it issues what is missing.",
  options: [
    { flags: "--engagement <uuid>", summary: "of a batch that is continued; a new one if absent" },
    { flags: "--dir <folder>", summary: "where the packages go", fallback: "." },
  ],
  async run(session, given) {
    const requests = given.args.map((path) => requestFrom(readJson(path)));
    const numbers = new Set(requests.map(({ head }) => head.number));
    if (numbers.size !== requests.length) {
      throw usageError("NUMBER_TWICE", "Two forms have one number.", "Number each letter once.");
    }
    const firm = await participantOf(session, await session.actor());
    const missing: Request[] = [];
    for (const one of requests) {
      const id = toHex(letterId(firm, one.head.number));
      if ((await session.call("letter_get", { id })) === null) missing.push(one);
    }
    const engagement = textOption(given, "engagement") ?? randomUUID();
    const folder = textOption(given, "dir") ?? ".";
    mkdirSync(folder, { recursive: true });
    let sent = 0;
    for (let at = 0; at < missing.length; at += TOGETHER) {
      const some = missing.slice(at, at + TOGETHER);
      sent += await issueTogether(session, some, { firm, engagement, folder });
      session.output.progress(`${at + some.length} of ${missing.length} letters issued`);
    }
    const issued = missing.length;
    const json = { engagement, issued, before: requests.length - issued, sent, folder };
    const toSend = sent === issued ? "the node delivers them" : "send them at a node of the firm";
    const text = [
      `${issued} letters issued, ${json.before} were there before; their packages are in ${folder}, ${toSend}`,
      `portolan letter list ${firm} --engagement ${engagement}`,
    ];
    return { json, text: text.join("\n") };
  },
});

/** Issues letters in one transaction, and gives them to the node; says how many it took. */
async function issueTogether(
  session: Session,
  requests: readonly Request[],
  of: { readonly firm: string; readonly engagement: string; readonly folder: string },
): Promise<number> {
  const { chainId } = await networkOf(session);
  const { firm } = of;
  const engagement = uuidBytes(of.engagement);
  const [operations, written] = [[] as OperationEnvelope[], [] as Written[]];
  for (const { head, parts, itemResults = false } of requests) {
    const { number, bank } = head;
    const about = { chainId, letter: letterId(firm, number), firm };
    const place = { path: join(of.folder, fileNameOf(number, "request")), files: [] };
    const { path, terms } = await writeRequest(place, about, { head, parts });
    written.push({ id: about.letter, firm, number, path });
    operations.push(operationOf(issue, { number, bank, engagement, ...terms, itemResults }));
  }
  await transact(session, { operations, summary: `Issue ${operations.length} letters` });
  let sent = 0;
  for (const { path, ...letter } of written) {
    if ((await handOver(session, letter, path)).json["sent"] === true) sent++;
  }
  return sent;
}
