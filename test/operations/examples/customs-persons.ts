import { act, type Scene } from "./example.ts";

/** The generator of ristretto255: an element like any other, but for a key whose secret everybody knows. */
const PUBLIC_KEY = "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76";
const PEER_ID = "12D3KooWNKpxHTXX5cBtPu6zZm9RzPw1vQTNETpyHn9C3uAwEYnL";

/** A regulator's key for people. */
export const customsPersonScenes: readonly Scene[] = [
  act("regulator-hk", "customs.person-key.set", { publicKey: PUBLIC_KEY, peerId: PEER_ID }),
];
