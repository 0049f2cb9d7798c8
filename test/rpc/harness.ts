import { afterEach } from "vitest";

import type { Json } from "../../src/primitives/fields/field.ts";
import type { RpcLog } from "../../src/rpc/rpc-log.ts";
import { createRpcServer, type RpcServer, type RpcServerOptions } from "../../src/rpc/server.ts";
import { TestNode } from "./test-node.ts";

export interface Running {
  readonly node: TestNode;
  readonly server: RpcServer;
  readonly url: string;
  readonly errors: object[];
}

const running: RpcServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** A server over a real node, closed after the test. */
export async function start(
  options: Partial<RpcServerOptions> & { readonly node?: TestNode } = {},
): Promise<Running> {
  const { node = new TestNode(), ...rest } = options;
  const errors: object[] = [];
  const log: RpcLog = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (fields) => errors.push(fields),
  };
  const server = await createRpcServer({ context: node.context, port: 0, log, ...rest });
  running.push(server);
  return { node, server, url: server.url, errors };
}

export interface Answer {
  readonly id: number | string | null;
  readonly result?: Json;
  readonly error?: { code: number; message: string; data: { code: string; hint: string } };
}

export async function post(
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; json: unknown }> {
  const response = await fetch(`${url}/rpc`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const text = await response.text();
  const json: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, json };
}

export async function ask(url: string, method: string, params: Json = {}): Promise<Answer> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  return (await post(url, body)).json as Answer;
}

/** The result of a call; throws if there is none. */
export async function result<T = Record<string, Json>>(
  url: string,
  method: string,
  params: Json = {},
): Promise<T> {
  const answer = await ask(url, method, params);
  if (answer.error !== undefined) throw new Error(JSON.stringify(answer.error));
  return answer.result as T;
}
