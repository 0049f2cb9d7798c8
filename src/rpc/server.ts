import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

import websocket from "@fastify/websocket";
import Fastify, { type FastifyInstance } from "fastify";
import type { Registry } from "prom-client";

import { type Ask, askingAs } from "./ask.ts";
import { CommitFeed } from "./commit-feed.ts";
import type { RpcContext } from "./context.ts";
import { Dispatcher } from "./dispatch.ts";
import { createGate, isLoopback } from "./gate.ts";
import { addLetterRoutes, type LetterContents } from "./letter-routes.ts";
import { rpcLimits } from "./limits.ts";
import { RateLimit } from "./rate-limit.ts";
import type { RpcLog } from "./rpc-log.ts";
import { createRpcMetrics } from "./rpc-metrics.ts";
import { addErrorAnswers, addGate, addRpc, addStatusRoutes } from "./routes.ts";
import { RpcServerError } from "./server-error.ts";
import { type ConnectionOptions, WebSocketConnection } from "./websocket-connection.ts";

/** Whose budget of calls further routes use: one for all of them, and no address. */
const PAGES = "pages";

export interface RpcServerOptions {
  readonly context: RpcContext;
  /** Default 127.0.0.1. Anything but loopback is refused. */
  readonly host?: string;
  /** 0 takes a free one; see `url` of the answer. */
  readonly port: number;
  readonly log: RpcLog;
  /** Where to count; `context.metrics()` is what GET /metrics shows. */
  readonly registry?: Registry;
  /** Names under which the node may be addressed, besides localhost, 127.0.0.1 and [::1]. */
  readonly hostNames?: readonly string[];
  /** Origins of web pages that may call the node, besides its own. */
  readonly origins?: readonly string[];
  readonly callsPerSecond?: number;
  /** Present if the node is an end of confirmation letters. */
  readonly letters?: LetterContents;
  /** Further routes on the same port, such as pages for people, which ask the same methods as everybody. */
  readonly extend?: (app: FastifyInstance, ask: Ask, log: RpcLog) => void;
  /** For tests of slow readers. */
  readonly outgoing?: Pick<ConnectionOptions, "pauseBytes" | "slowReaderMs" | "closingMs">;
}

export interface RpcServer {
  /** Without a trailing slash, e.g. http://127.0.0.1:26650. */
  readonly url: string;
  readonly port: number;
  /** Answers what waits, closes every connection and frees the port. */
  close(): Promise<void>;
}

/** Starts the server. Throws `RpcServerError`: INSECURE_BIND, PORT_IN_USE, LISTEN_FAILED. */
export async function createRpcServer(options: RpcServerOptions): Promise<RpcServer> {
  const { context: node, host = "127.0.0.1", port, log, registry } = options;
  if (!isLoopback(host)) {
    const message = `${host} is not a loopback address, and this server has neither TLS nor tokens.`;
    throw new RpcServerError("INSECURE_BIND", message);
  }
  const commits = new CommitFeed(node);
  const metrics = createRpcMetrics(registry);
  const rateLimit = new RateLimit(options.callsPerSecond ?? rpcLimits.callsPerSecond);
  const dispatcher = new Dispatcher({ node, commits, rateLimit, metrics, log });
  const connections = new Set<WebSocketConnection>();
  const outgoing = options.outgoing ?? {
    pauseBytes: rpcLimits.outgoingBytesPause,
    slowReaderMs: rpcLimits.slowReaderMs,
    closingMs: rpcLimits.closingMs,
  };
  const shared = { node, commits, dispatcher, metrics, log, total: { subscriptions: 0 } };

  const app = Fastify({
    logger: false,
    bodyLimit: rpcLimits.bodyBytes,
    forceCloseConnections: true,
    requestTimeout: 60_000,
    return503OnClosing: false,
  });
  app.server.maxConnections = rpcLimits.connectionsMax;
  addGate(app, createGate(options.hostNames ?? [], options.origins ?? []));
  addErrorAnswers(app, log);
  await app.register(websocket, { options: { maxPayload: rpcLimits.bodyBytes } });
  await app.register(async (scope) =>
    addRpc(scope, dispatcher, (socket, address) => {
      const connection = new WebSocketConnection(socket, address, { ...shared, ...outgoing });
      connections.add(connection);
      socket.on("close", () => connections.delete(connection));
    }),
  );
  const { letters } = options;
  if (letters !== undefined) await app.register(async (scope) => addLetterRoutes(scope, letters));
  addStatusRoutes(app, node);
  options.extend?.(app, askingAs(dispatcher, PAGES), log);

  const end = async (): Promise<void> => {
    commits.close();
    await nextTurn(); // calls that waited write their answers in this turn
    for (const connection of connections) connection.close("SHUTTING_DOWN");
    await app.close();
  };
  try {
    await app.listen({ host, port });
  } catch (error) {
    await end();
    throw listenError(error, host, port);
  }
  const bound = (app.server.address() as AddressInfo).port;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
  log.info({ url }, "JSON-RPC server listens");
  return { url, port: bound, close: end };
}

function listenError(error: unknown, host: string, port: number): RpcServerError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    const message = `Port ${port} of ${host} is in use by another program.`;
    return new RpcServerError("PORT_IN_USE", message, error);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new RpcServerError("LISTEN_FAILED", `Cannot listen on ${host}:${port}: ${reason}.`, error);
}
