import { existsSync, statSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { dirname } from "node:path";
import { constants } from "node:crypto";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";

import { type Place, placeText, readTls } from "./address.ts";
import { sayGoodbye } from "./serve.ts";
import { SignerError } from "./signer-error.ts";

/** Sockets at once, those that have not proven yet who they are included. */
const SOCKETS_MAX = 32;
const HANDSHAKE_MS = 5_000;
/** A node whose machine went away must not keep its place for hours. */
const KEEP_ALIVE_MS = 10_000;

export interface ListenOptions {
  readonly onConnection: (socket: Socket) => void;
  /** A client that did not prove who it is. */
  readonly onStranger: (reason: string) => void;
}

/** Listens on a socket that only this user can open, or by TLS 1.3 to clients with a certificate of the authority. */
export async function listen(place: Place, options: ListenOptions): Promise<Server> {
  const server = place.kind === "socket" ? createServer() : tlsServer(place, options);
  server.maxConnections = SOCKETS_MAX;
  server.on(place.kind === "socket" ? "connection" : "secureConnection", (socket: Socket) => {
    socket.on("error", () => socket.destroy()); // the other side is gone; its next connection is another
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    const reason = place.kind === "socket" ? undefined : strangerReason(socket as TLSSocket);
    if (reason === undefined) return options.onConnection(socket);
    options.onStranger(reason);
    sayGoodbye(socket, "UNKNOWN_CLIENT");
  });
  if (place.kind === "socket") await clearSocket(place.path);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(place, error)));
    server.once("listening", resolve);
    if (place.kind === "socket") listenPrivately(server, place.path);
    else server.listen(place.port, place.host);
  });
  return server;
}

function tlsServer(place: Extract<Place, { kind: "tcp" }>, { onStranger }: ListenOptions): Server {
  const texts = readTls(place.tls);
  try {
    const server = createTlsServer({
      ...texts,
      ...{ requestCert: true, minVersion: "TLSv1.3", handshakeTimeout: HANDSHAKE_MS },
      rejectUnauthorized: false, // `strangerReason` looks instead, so that the stranger and the log learn why
      secureOptions: constants.SSL_OP_NO_TICKET, // a session that is taken up again brings no certificate
    });
    server.on("tlsClientError", (error) => onStranger(error.message));
    return server;
  } catch (error) {
    const message = `the TLS files of ${placeText(place)} do not fit together (${(error as Error).message}). Name a key, its certificate and the authority of the nodes' certificates, in PEM form.`;
    throw new SignerError("BAD_TLS", message, error);
  }
}

/** Why a client is not let in, or undefined. Every connection must bring its certificate itself. */
function strangerReason(socket: TLSSocket): string | undefined {
  if (socket.isSessionReused()) return "it took up an older session";
  if (socket.getPeerX509Certificate() === undefined) return "it has no certificate";
  return socket.authorized ? undefined : String(socket.authorizationError);
}

/** The socket is made with mode 0600 from the first moment: it is bound before this returns. */
function listenPrivately(server: Server, path: string): void {
  const before = process.umask(0o177);
  server.listen(path);
  process.umask(before);
}

/** Takes away the socket that a killed signer left. Throws if a living one is there, or if others could put theirs there. */
async function clearSocket(path: string): Promise<void> {
  const directory = dirname(path);
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & 0o022) !== 0) {
    const message = `the folder of the socket ${path} ${found === undefined ? "does not exist" : "can be written to by others, who could put their own socket there"}. Make a folder of this user's own (mkdir -m 700).`;
    throw new SignerError("SOCKET_EXPOSED", message);
  }
  if (!existsSync(path)) return;
  if (!statSync(path).isSocket()) {
    const message = `${path} is there and is no socket. Name another path, or move that file away.`;
    throw new SignerError("LISTEN_FAILED", message);
  }
  if (await answers(path)) throw inUse(path);
  unlinkSync(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function inUse(where: string, cause?: unknown): SignerError {
  const message = `something listens on ${where} already. If it is a signer, let it be or stop it first; two signers with one key are never right.`;
  return new SignerError("ADDRESS_IN_USE", message, cause);
}

function listenError(place: Place, error: NodeJS.ErrnoException): SignerError {
  const where = placeText(place);
  if (error.code === "EADDRINUSE") return inUse(where, error);
  const message = `cannot listen on ${where} (${error.message}). Check the address, or the length of the socket's path (about 100 bytes).`;
  return new SignerError("LISTEN_FAILED", message, error);
}
