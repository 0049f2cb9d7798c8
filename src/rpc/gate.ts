import { commonError, type RpcError } from "./rpc-error.ts";

/**
 * Who may ask, by Host and Origin.
 *
 * The node listens on loopback, but so does every web page that runs in a browser on the same machine. A page whose name
 * is made to resolve to 127.0.0.1 (DNS rebinding) arrives with its own name as Host; a page that posts across origins
 * arrives with its own Origin. Both are refused; programs send neither.
 */
export interface Gate {
  /** Why a request is refused; undefined if it is not. */
  refusal(host: string | undefined, origin: string | undefined): RpcError | undefined;
  /** True for an origin that is configured: its pages may read answers too. */
  isConfigured(origin: string): boolean;
}

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

export function createGate(names: readonly string[], origins: readonly string[]): Gate {
  const hosts = new Set([...LOOPBACK_NAMES, ...names.map((name) => name.toLowerCase())]);
  const known = new Set(origins.map((origin) => origin.toLowerCase()));
  return {
    refusal(host, origin) {
      const name = host === undefined ? "" : hostName(host);
      if (!hosts.has(name)) {
        return commonError("FORBIDDEN_HOST", `The host ${shown(host)} is not this node's.`);
      }
      if (origin === undefined || known.has(origin.toLowerCase())) return undefined;
      if (hostOfOrigin(origin) === host?.toLowerCase()) return undefined;
      return commonError("FORBIDDEN_ORIGIN", `Pages of ${shown(origin)} may not call this node.`);
    },
    isConfigured: (origin) => known.has(origin.toLowerCase()),
  };
}

/** The host without its port, in lower case. An IPv6 address stands in brackets. */
function hostName(header: string): string {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(:\d{1,5})?$/.exec(header.toLowerCase());
  return match?.[1] ?? "";
}

function hostOfOrigin(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function shown(text: string | undefined): string {
  return text === undefined || text === "" ? "(none)" : text.slice(0, 100);
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
