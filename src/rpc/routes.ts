import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import type { WebSocket } from "ws";

import type { RpcContext } from "./context.ts";
import { type Dispatcher, failure } from "./dispatch.ts";
import type { Gate } from "./gate.ts";
import { commonError, type RpcError } from "./rpc-error.ts";
import type { RpcLog } from "./rpc-log.ts";

/** How far behind a node may be and still count as ready, if the asker does not say. */
const BLOCKS_BEHIND_DEFAULT = 5;

/** Host for every request; Origin for those that could do something: posts and WebSockets. */
export function addGate(app: FastifyInstance, gate: Gate): void {
  app.addHook("onRequest", async (request, reply) => {
    const { host, origin, upgrade } = request.headers;
    const isPassive = request.method === "GET" && upgrade === undefined;
    const refused = gate.refusal(host, isPassive ? undefined : origin);
    if (refused !== undefined) {
      // A refused upgrade leaves a socket that no HTTP server counts any more: nobody else would ever end it.
      if (upgrade !== undefined) reply.raw.on("finish", () => request.raw.socket.destroySoon());
      return sendError(reply, 403, refused);
    }
    if (origin === undefined || !gate.isConfigured(origin)) return undefined;
    void reply.header("access-control-allow-origin", origin).header("vary", "origin");
    if (request.method !== "OPTIONS") return undefined;
    return reply
      .code(204)
      .header("access-control-allow-methods", "GET, POST")
      .header("access-control-allow-headers", "content-type, authorization")
      .send();
  });
}

export function addRpc(
  scope: FastifyInstance,
  dispatcher: Dispatcher,
  onSocket: (socket: WebSocket, address: string) => void,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    (_request, body, done) => done(null, body), // the dispatcher parses: one place says what is wrong with JSON
  );
  scope.post("/rpc", async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { text, retryAfterMs } = await dispatcher.answer(body, { address: request.ip });
    if (text === undefined) return reply.code(204).send();
    if (retryAfterMs !== undefined) {
      void reply.code(429).header("retry-after", Math.ceil(retryAfterMs / 1_000));
    }
    return reply.type("application/json").send(text);
  });
  scope.route({
    method: "GET",
    url: "/rpc",
    handler: async (_request, reply) =>
      reply.code(426).send({
        code: "UPGRADE_REQUIRED",
        hint: "POST JSON-RPC 2.0 here, or connect with WebSocket.",
      }),
    wsHandler: (socket, request) => onSocket(socket, request.ip),
  });
}

export function addStatusRoutes(app: FastifyInstance, node: RpcContext): void {
  app.get("/health/live", async () => ({ live: true }));

  app.get<{ Querystring: { maxBlocksBehind?: string } }>(
    "/health/ready",
    async (request, reply) => {
      const wanted = request.query.maxBlocksBehind;
      const isNumber = wanted === undefined || /^\d{1,9}$/.test(wanted);
      if (!isNumber) {
        const hint = "maxBlocksBehind is a whole number, e.g. ?maxBlocksBehind=5";
        return reply.code(400).send({ code: "INVALID_PARAMS", hint });
      }
      const maxBlocksBehind = wanted === undefined ? BLOCKS_BEHIND_DEFAULT : Number(wanted);
      const { behindBlocks, connectedValidators, reason } = node.health();
      const ready = reason === undefined && behindBlocks <= maxBlocksBehind;
      const { height } = node.chain.head();
      const view = { ready, height, behindBlocks, connectedValidators, reason: reason ?? null };
      return reply.code(ready ? 200 : 503).send(view);
    },
  );

  app.get("/metrics", async (_request, reply) =>
    reply.type("text/plain; version=0.0.4; charset=utf-8").send(await node.metrics()),
  );
}

/** What HTTP refuses before JSON-RPC sees it, in the form that a JSON-RPC client reads. */
export function addErrorAnswers(app: FastifyInstance, log: RpcLog): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
      const message = "The request is larger than this node accepts.";
      return sendError(reply, 413, commonError("BODY_TOO_LARGE", message));
    }
    if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
      const message = "The request's content type is not application/json.";
      return sendError(reply, 415, commonError("UNSUPPORTED_MEDIA_TYPE", message));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return sendError(reply, status, commonError("INVALID_REQUEST", `${error.message}.`));
    }
    log.error({ err: error, url: request.url }, "a request failed inside the node");
    return sendError(reply, 500, commonError("INTERNAL_ERROR", "The node failed to answer."));
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ code: "NOT_FOUND", hint: "GET / names what is served here." }),
  );
}

function sendError(reply: FastifyReply, status: number, error: RpcError): FastifyReply {
  return reply.code(status).type("application/json").send(failure(null, error));
}
