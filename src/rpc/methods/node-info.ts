import { parameters } from "../../chain/parameters.ts";
import { toHex } from "../../primitives/bytes.ts";
import { defineMethod } from "../definition.ts";
import { anything, hash, integer, listOf, shape, text, time, words } from "../schemas.ts";

/** node_info: what a client needs before it builds its first transaction, and what an operator asks first. */
export const info = defineMethod({
  name: "node_info",
  summary: "The network, its parameters, this node and its height.",
  params: {},
  result: shape({
    network: text,
    chainId: hash,
    name: text,
    version: text,
    peerId: text,
    addresses: listOf(text),
    protocolVersion: integer,
    parameters: parameters.schema,
    height: integer,
    /** Blocks below it are not kept here, and their transactions are unknown; 0 if all are. */
    firstHeight: integer,
    /** This node's clock: validUntil is judged against block times, which follow such clocks. */
    timeMs: time,
    consensus: shape({ epoch: integer, view: integer, role: words("validator", "observer") }),
    pool: anything,
  }),
  errors: {},
  example: { params: {} },
  right: "read",
  handle(_params, node) {
    const { height, header } = node.chain.head();
    const { epoch, view, role } = node.consensus();
    const { transactions, bytes } = node.pool();
    return {
      network: node.genesis.network,
      chainId: toHex(node.chainId),
      name: node.self.name,
      version: node.self.version,
      peerId: node.self.peerId,
      addresses: node.self.addresses(),
      protocolVersion: header.protocolVersion,
      parameters: parameters.toJson(node.parameters()),
      height,
      firstHeight: node.chain.firstHeight(),
      timeMs: Date.now(),
      consensus: { epoch, view, role },
      pool: { transactions, bytes },
    };
  },
});
