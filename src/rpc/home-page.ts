import type { RpcContext } from "./context.ts";

/** GET /: what is served here, for whoever opens the address in a browser. Self-contained: no script, nothing fetched. */
export function homePage(node: RpcContext): string {
  const { name, version } = node.self;
  const rows = [
    ["POST /rpc", "JSON-RPC 2.0, single requests and batches; <code>rpc.discover</code> lists it"],
    ["WebSocket /rpc", "the same methods, and <code>subscribe</code>"],
    ['<a href="/health/live">/health/live</a>', "whether the process answers"],
    [
      '<a href="/health/ready">/health/ready</a>',
      "whether the node follows the chain; <code>?maxBlocksBehind=</code>",
    ],
    ['<a href="/metrics">/metrics</a>', "figures for Prometheus"],
  ];
  const table = rows.map(([path, text]) => `<tr><td>${path}</td><td>${text}</td></tr>`).join("\n");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Portolan: ${escape(name)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
td { padding: 0.25rem 1.5rem 0.25rem 0; vertical-align: top; }
</style>
<h1>Portolan ${escape(version)}</h1>
<p>Node <b>${escape(name)}</b> of the network <b>${escape(node.genesis.network)}</b>,
height ${node.chain.head().height}.</p>
<table>
${table}
</table>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
