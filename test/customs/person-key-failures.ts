import { peerIdOfKey } from "../../src/chain/peer-id.ts";
import { regulatorKeyOf } from "../../src/persons/regulator-key.ts";
import { testKey } from "../keys.ts";
import { type BankingLedger, regulator } from "../transactions/banking.ts";
import type { Failures } from "../transactions/failures.ts";

const TYPE = "customs.person-key.set";

/** A regulator's key, by the name of what it is made of, at a node. */
export const personKeyBody = (key = "key", node = "node") => ({
  publicKey: regulatorKeyOf(testKey(key).seed).publicKey,
  peerId: peerIdOfKey(testKey(node).publicKey),
});

const withKey = (ledger: BankingLedger): void => void ledger.do(regulator, TYPE, personKeyBody());
const notElement = (byte: number) => ({
  ...personKeyBody(),
  publicKey: new Uint8Array(32).fill(byte),
});

export const personKeyFailures: Failures = {
  [TYPE]: [
    ["BAD_PEER_ID", () => [regulator, { ...personKeyBody(), peerId: "12D3KooWnode" }]],
    ["BAD_PUBLIC_KEY", () => [regulator, notElement(0)]],
    ["BAD_PUBLIC_KEY", () => [regulator, notElement(0xff)]],
    [
      "KEY_FIXED",
      (ledger) => {
        withKey(ledger);
        return [regulator, personKeyBody("another key", "another node")];
      },
    ],
    [
      "KEY_UNCHANGED",
      (ledger) => {
        withKey(ledger);
        return [regulator, personKeyBody()];
      },
    ],
  ],
};
