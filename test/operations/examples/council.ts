import { PROTOCOL_VERSION } from "../../../src/chain/protocol-version.ts";
import { statementHash } from "../../../src/chain/vote.ts";
import { toHex } from "../../../src/primitives/bytes.ts";
import { act, type Before, decide, type Scene } from "./example.ts";

const PEER = "12D3KooWJNXtzdJHbXiCVUVHkvNLWjhdP2KT1YStLHhYb3uHzpHz";

/** The council decides who votes, who follows, and by which rules; anybody may show what a validator signed twice. */
export const councilScenes: readonly Scene[] = [
  decide("council.upgrade", { protocolVersion: PROTOCOL_VERSION }),
  decide("council.observer.admit", { name: "customs-cn", peerId: PEER }),
  decide("council.observer.remove", { peerId: PEER }),
  decide("council.validator.add", ({ key }) => ({
    name: "council-4",
    publicKey: key("council-4-validator"),
    peerId: PEER,
  })),
  decide("council.validator.rotate", ({ key }) => ({
    name: "council-4",
    publicKey: key("council-4-validator-2"),
    peerId: null,
  })),
  decide("council.validator.remove", { name: "council-4" }),
  decide("council.parameters.set", { lifetimeMs: 600_000 }),
  act("alice", "council.evidence", (before) => ({
    first: voteOf(before, 1),
    second: voteOf(before, 2),
  })),
];

/** council-2 prepares two blocks in one view. */
function voteOf({ chainId, signed }: Before, byte: number) {
  const digest = new Uint8Array(32).fill(byte);
  const statement = { epoch: 0, view: 7, kind: "prepare" as const, digest };
  const signature = signed("council-2", statementHash({ chainId, ...statement }));
  return { ...statement, digest: toHex(digest), validator: 2, signature };
}
