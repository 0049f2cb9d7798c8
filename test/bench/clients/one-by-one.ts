import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

/** Calls one node over a connection that stays open, one call after the other. */
export class OneByOne {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(url: string) {
    this.#url = `${url}/rpc`;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** As `ask`, where what is found does not matter. */
  async call(method: string, params: object): Promise<number> {
    return (await this.ask(method, params)).ms;
  }

  /** Result and milliseconds from sending a call until all of its answer is here. Throws if it is an error or says that there is nothing. */
  async ask(
    method: string,
    params: object,
  ): Promise<{ readonly ms: number; readonly result: unknown }> {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const from = performance.now();
    const answer = await this.#post(body);
    const ms = performance.now() - from;
    const { result } = JSON.parse(answer) as { readonly result?: unknown };
    if (result === undefined || result === null) {
      throw new Error(`${method} ${JSON.stringify(params)}: ${answer.slice(0, 300)}`);
    }
    return { ms, result };
  }

  #post(body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": body.length };
      const options = { method: "POST", agent: this.#agent, headers };
      const sent = request(this.#url, options, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve(text));
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
}
