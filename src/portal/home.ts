import { html } from "../primitives/html.ts";
import { documentOf } from "./document.ts";
import type { Words } from "./language.ts";
import { type Head, timeText, type Visit } from "./visit.ts";

interface Info {
  readonly name: string;
  readonly network: string;
  readonly version: string;
  readonly protocolVersion: number;
}

const words = {
  node: { en: "Node", zh: "节点" },
  network: { en: "Network", zh: "网络" },
  height: { en: "Newest block", zh: "最新区块" },
  rules: { en: "Version of the rules", zh: "规则版本" },
  parcel: { en: "Where do the goods in a parcel come from?", zh: "包裹里的商品来自哪里？" },
  code: { en: "The code on the parcel: 32 digits and letters", zh: "包裹上的32位代码" },
  look: { en: "Look", zh: "查询" },
  programs: { en: "For programs", zh: "程序接口" },
  rpc: {
    en: "JSON-RPC 2.0, single requests and batches; rpc.discover lists the methods",
    zh: "JSON-RPC 2.0，支持单个与批量请求；rpc.discover 列出全部方法",
  },
  socket: { en: "the same methods, and subscribe", zh: "相同的方法，另有 subscribe" },
  live: { en: "whether the process answers", zh: "进程是否响应" },
  ready: {
    en: "whether the node follows the chain; ?maxBlocksBehind=",
    zh: "节点是否跟上链；?maxBlocksBehind=",
  },
  metrics: { en: "figures for Prometheus", zh: "Prometheus 指标" },
} as const satisfies Record<string, Words>;

/** GET /: which node this is, what people find here, and what programs do. */
export async function homePage(visit: Visit): Promise<string> {
  const { ask, say } = visit;
  const [info, head] = await Promise.all([ask<Info>("node_info", {}), ask<Head>("chain_head", {})]);
  const link = (path: string) => html`<a href="${path}">${path}</a>`;
  const paths = [
    ["POST /rpc", words.rpc],
    ["WebSocket /rpc", words.socket],
    [link("/health/live"), words.live],
    [link("/health/ready"), words.ready],
    [link("/metrics"), words.metrics],
  ] as const;
  const body = html`<h1>Portolan ${info.version}</h1>
    <dl>
      <dt>${say(words.node)}</dt>
      <dd>${info.name}</dd>
      <dt>${say(words.network)}</dt>
      <dd>${info.network}</dd>
      <dt>${say(words.height)}</dt>
      <dd>${head.height}, ${timeText(head.header.timeMs)}</dd>
      <dt>${say(words.rules)}</dt>
      <dd>${info.protocolVersion}</dd>
    </dl>
    <h2>${say(words.parcel)}</h2>
    <form action="/trace" method="get">
      <input
        name="code"
        required
        pattern="\\s*[0-9a-fA-F]{32}\\s*"
        placeholder="${say(words.code)}"
        aria-label="${say(words.code)}"
      />
      <button>${say(words.look)}</button>
    </form>
    <h2>${say(words.programs)}</h2>
    <table>
      ${paths.map(
        ([path, what]) =>
          html`<tr>
            <td>${path}</td>
            <td>${say(what)}</td>
          </tr>`,
      )}
    </table>`;
  return documentOf(visit, `Portolan: ${info.name}`, body);
}
