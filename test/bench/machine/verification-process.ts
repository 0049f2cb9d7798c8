import "../../../src/primitives/polyfill.ts";

import { payerOf } from "../../../src/cli/load/payer.ts";
import { installNative } from "../../../src/node/native.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";
import { verifySignature } from "../../../src/primitives/verifier.ts";

/** A process that verifies signatures for so many milliseconds, and tells the CPU of one, in microseconds. */
const PER_LOOK = 500;

installNative();
const message = sha256(utf8("portolan bench message"));
const [{ publicKey, signature }] = payerOf([message]).sign(message) as [
  { publicKey: Uint8Array; signature: Uint8Array },
];
const wantedUs = Number(process.argv[2]) * 1_000;
let count = 0;
const before = process.cpuUsage();
let usedUs = 0;
while (usedUs < wantedUs) {
  for (let i = 0; i < PER_LOOK; i++) {
    if (!verifySignature(signature, message, publicKey)) throw new Error("a good one was refused");
  }
  count += PER_LOOK;
  const { user, system } = process.cpuUsage(before);
  usedUs = user + system;
}
process.send!(usedUs / count, () => process.exit(0));
