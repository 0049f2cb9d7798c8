import { Readable } from "node:stream";

import type { FastifyInstance, FastifyReply } from "fastify";

import { fromHex } from "../primitives/bytes.ts";

const KINDS = ["request", "reply", "question"] as const;
export type LetterDocument = (typeof KINDS)[number];

/** The contents of letters that this node keeps, as an end of them. All throw errors with `code` and `hint`. */
export interface LetterContents {
  /** Takes a package of so many bytes; says which of the letter's documents it is. */
  put(letter: Uint8Array, bytes: AsyncIterable<Uint8Array>, size: number): Promise<LetterDocument>;
  get(letter: Uint8Array, of: LetterDocument): Promise<LetterContent>;
  documents(letter: Uint8Array): Promise<readonly DocumentState[]>;
}

/** Where a document of a letter is, seen from this node. */
export interface DocumentState {
  readonly document: LetterDocument;
  readonly commitment: string;
  /** Names of the two ends. */
  readonly from: string;
  readonly to: string;
  readonly isHere: boolean;
  /** Milliseconds UTC: when the other end's node confirmed that it has it. */
  readonly deliveredAtMs: number | null;
}

export interface LetterContent {
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Called once, also if the caller goes away before the first byte. */
  close(): Promise<void>;
}

const MEDIA_TYPE = "application/octet-stream";

/** PUT and GET /letters/{id}/content: packages in and out of an end's node, in a stream and never in memory as a whole. */
export function addLetterRoutes(scope: FastifyInstance, contents: LetterContents): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

  addDocuments(scope, contents);

  scope.put<{ Params: { id: string } }>("/letters/:id/content", async (request, reply) => {
    const letter = idOf(request.params.id);
    if (letter === undefined) return refuse(reply, 400, BAD_ID);
    const size = Number(request.headers["content-length"] ?? NaN);
    if (!Number.isSafeInteger(size)) return refuse(reply, 411, NO_LENGTH);
    try {
      const document = await contents.put(letter, request.body as Readable, size);
      return await reply.code(201).send({ document });
    } catch (error) {
      return refuse(reply, undefined, error);
    }
  });

  scope.get<{ Params: { id: string }; Querystring: { of?: string } }>(
    "/letters/:id/content",
    async (request, reply) => {
      const letter = idOf(request.params.id);
      if (letter === undefined) return refuse(reply, 400, BAD_ID);
      const of = KINDS.find((one) => one === (request.query.of ?? "request"));
      if (of === undefined) return refuse(reply, 400, BAD_KIND);
      try {
        const content = await contents.get(letter, of);
        const stream = Readable.from(content.bytes);
        stream.once("close", () => void content.close());
        void reply
          .type(MEDIA_TYPE)
          .header("content-length", content.size)
          .header("cache-control", "no-store");
        return await reply.send(stream);
      } catch (error) {
        return refuse(reply, undefined, error);
      }
    },
  );
}

/** GET /letters/{id}/documents: which documents there are, which of them this node has, and which have been delivered. */
function addDocuments(scope: FastifyInstance, contents: LetterContents): void {
  scope.get<{ Params: { id: string } }>("/letters/:id/documents", async (request, reply) => {
    const letter = idOf(request.params.id);
    if (letter === undefined) return refuse(reply, 400, BAD_ID);
    try {
      return await reply.send({ documents: await contents.documents(letter) });
    } catch (error) {
      return refuse(reply, undefined, error);
    }
  });
}

const BAD_ID = {
  code: "INVALID_PARAMS",
  hint: "A letter's id is 64 lower-case hexadecimal digits.",
};
const BAD_KIND = { code: "INVALID_PARAMS", hint: "of is request, reply or question." };
const NO_LENGTH = {
  code: "LENGTH_REQUIRED",
  hint: "Say with Content-Length how long the package is.",
};

const STATUS: Readonly<Record<string, number>> = {
  ...{ UNKNOWN_LETTER: 404, CONTENT_UNKNOWN: 404, NOT_SERVED: 403 },
  ...{ COMMITMENT_DIFFERS: 409, CONTENT_BUSY: 429, CONTENT_TOO_LARGE: 413, NOT_A_PACKAGE: 422 },
};

function idOf(text: string): Uint8Array | undefined {
  const id = fromHex(text);
  return id?.length === 32 ? id : undefined;
}

function refuse(reply: FastifyReply, status: number | undefined, error: unknown): FastifyReply {
  const { code, hint } = error as { code?: unknown; hint?: unknown };
  if (typeof code !== "string" || typeof hint !== "string") throw error;
  const answered = status ?? STATUS[code] ?? 500;
  if (answered === 429) void reply.header("retry-after", 1);
  return reply.code(answered).send({ code, hint });
}
