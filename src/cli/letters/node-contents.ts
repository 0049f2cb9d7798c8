import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { toHex } from "../../primitives/bytes.ts";
import { CliError, EXIT } from "../errors.ts";
import { type JsonObject, listOf, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** Hands a package to the node, in a stream; says which document it is. Throws what the node answers. */
export async function putContent(session: Session, id: Uint8Array, path: string): Promise<string> {
  const { size } = await stat(path);
  const response = await ask(session, id, "content", {
    method: "PUT",
    headers: { "content-length": String(size), "content-type": "application/octet-stream" },
    body: Readable.toWeb(createReadStream(path)) as ReadableStream,
    duplex: "half",
  });
  return ((await response.json()) as { document: string }).document;
}

/** Writes a document that the node has into a new file. Throws what the node answers. */
export async function getContent(
  session: Session,
  id: Uint8Array,
  of: string,
  path: string,
): Promise<void> {
  const response = await ask(session, id, `content?of=${encodeURIComponent(of)}`, {});
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  await pipeline(body, createWriteStream(path, { flags: "wx", mode: 0o600 }));
}

/** The documents of a letter, and where each is, as the node sees it. Throws what the node answers. */
export async function documentStates(session: Session, id: Uint8Array): Promise<JsonObject[]> {
  const answer = (await (await ask(session, id, "documents", {})).json()) as JsonObject;
  return listOf(answer["documents"], "documents").map((one) => objectOf(one, "document"));
}

async function ask(
  session: Session,
  id: Uint8Array,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const base = session.options.rpc.replace(/\/rpc$/, "");
  const response = await fetch(`${base}/letters/${toHex(id)}/${path}`, init).catch(
    (error: unknown) => {
      const { message } = error as Error;
      throw new CliError(
        "UNREACHABLE",
        `${base} does not answer (${message}).`,
        "",
        EXIT.unreachable,
      );
    },
  );
  if (response.ok) return response;
  if (response.status === 404 && !isJson(response)) throw notAnEnd(base);
  const { code, hint } = (await response.json()) as { code: string; hint: string };
  if (code === "NOT_FOUND") throw notAnEnd(base);
  throw new CliError(code, `The node refused: ${code}.`, hint);
}

function isJson(response: Response): boolean {
  return response.headers.get("content-type")?.includes("json") === true;
}

function notAnEnd(base: string): CliError {
  const hint =
    "Ask the node that its firm or bank has registered: `portolan letter get` shows both.";
  return new CliError("NOT_SERVED", `${base} is no end of any letters.`, hint);
}
