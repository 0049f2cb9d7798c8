import type { Server, Socket } from "node:net";

import type { NodeLog } from "../node/log.ts";
import type { NodeKey } from "../node/node-keys.ts";
import { toHex } from "../primitives/bytes.ts";
import type { SignerConfig } from "./config.ts";
import { listen } from "./listen.ts";
import { sayGoodbye, serve } from "./serve.ts";
import { StateFile } from "./state-file.ts";
import { VoteSigner } from "./vote-signer.ts";

/** A node has one connection, and its next one before the old one is known to be gone. */
const CONNECTIONS_MAX = 8;

export interface SignerOptions {
  readonly config: SignerConfig;
  readonly key: NodeKey;
  readonly log: NodeLog;
  readonly onFatal: (error: Error) => void;
}

export interface RunningSigner {
  /** The port that it got, if the configuration left it open with port 0. */
  readonly port: number | undefined;
  stop(): Promise<void>;
}

/** A signer in this process: its state first, then its door. */
export async function startSigner(options: SignerOptions): Promise<RunningSigner> {
  const { config, key, log, onFatal } = options;
  const { publicKey } = key;
  const state = new StateFile(config.state, publicKey);
  const signer = new VoteSigner({ key, chains: config.chains, state });
  const sockets = new Set<Socket>();
  let isOver = false;
  const fail = (error: Error): void => {
    isOver = true; // whatever else has arrived, nothing more leaves
    for (const socket of sockets) socket.destroy();
    onFatal(error);
  };
  const onConnection = (socket: Socket): void => {
    if (isOver) return void socket.destroy();
    if (sockets.size >= CONNECTIONS_MAX) {
      log.warn({ code: "TOO_MANY_CONNECTIONS" }, "refused");
      return sayGoodbye(socket, "TOO_MANY_CONNECTIONS");
    }
    sockets.add(socket);
    log.info({ connections: sockets.size }, "a node connected");
    socket.on("close", () => {
      sockets.delete(socket);
      log.info({ connections: sockets.size }, "a node left");
    });
    serve(socket, {
      publicKey,
      sign: (statement) => signer.sign(statement),
      onRefused(code, statement) {
        const about = statement && { ...statement, chainId: toHex(statement.chainId) };
        const digest = statement && toHex(statement.digest);
        log.error({ code, ...about, digest }, "refused");
      },
      onFatal: fail,
    });
  };
  let server: Server;
  try {
    const onStranger = (reason: string): void => log.warn({ reason }, "a client was not let in");
    server = await listen(config.listen, { onConnection, onStranger });
  } catch (error) {
    state.close();
    throw error;
  }
  return {
    port: portOf(server),
    async stop() {
      isOver = true;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      state.close();
    },
  };
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === "object" ? address?.port : undefined;
}
