import type { Genesis } from "../../src/chain/genesis.ts";
import { keyOf, testGenesis } from "./test-node.ts";

/** The network of the JSON-RPC's tests with a regulator of China, by the rules of version 3. */
export function regulatedGenesis(): Genesis {
  const genesis = testGenesis();
  const regulator = {
    ...{ name: "safe-cn", roles: ["regulator" as const], country: "CN", lei: undefined },
    authority: {
      signers: [{ publicKey: keyOf("safe-cn").publicKey, weight: 1 }],
      thresholds: { low: 1, medium: 1, high: 1 },
    },
  };
  return {
    ...genesis,
    protocolVersion: 3,
    participants: [...genesis.participants, regulator],
  };
}
