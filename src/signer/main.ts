import "../primitives/polyfill.ts";

import { parseArgs } from "node:util";

import { createLog } from "../node/log.ts";
import { installNative } from "../node/native.ts";
import { loadKey } from "../node/node-keys.ts";
import { liveUntilStopped } from "../node/process-life.ts";
import { toHex } from "../primitives/bytes.ts";
import { placeText } from "./address.ts";
import { loadSignerConfig } from "./config.ts";
import { type RunningSigner, startSigner } from "./signer.ts";
import { StateFile } from "./state-file.ts";

/** How long a stop may take before the process ends anyway: every signature that left is on disk. */
const STOP_MS = 5_000;

/**
 * A signer as a process: `node main.js --config FILE`, or with `--init` the state of a key that has never signed. Prints one
 * JSON line when it serves, when the state is made, or when it cannot.
 */
async function main(): Promise<void> {
  installNative();
  process.umask(0o077);
  const { values } = parseArgs({
    options: { config: { type: "string", default: "signer.toml" }, init: { type: "boolean" } },
  });
  const config = loadSignerConfig(values.config);
  const key = await loadKey(config.key, process.env["PORTOLAN_PASSPHRASE"] ?? "");
  const publicKey = toHex(key.publicKey);
  if (values.init === true) {
    StateFile.make(config.state, key.publicKey);
    return print({ made: true, publicKey, state: config.state });
  }
  const log = createLog("signer", config.logLevel, config.log);
  const running: { signer?: RunningSigner } = {};
  const onFatal = liveUntilStopped({
    ...{ log, fail, stopMsMax: STOP_MS, fatal: "stopping: going on could sign twice" },
    stop: () => running.signer?.stop(),
  });

  const signer = await startSigner({ config, key, log, onFatal });
  running.signer = signer;
  const ready = { ready: true, publicKey, listen: placeText(config.listen), port: signer.port };
  print(ready);
  log.info(ready, "serving");
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The reason on standard output as one JSON line, and for people on standard error. */
function fail(error: unknown): void {
  const { code = "INTERNAL", message } = error as { code?: string; message: string };
  const hint = (error as { hint?: string }).hint ?? "";
  print({ ready: false, code, message });
  process.stderr.write(`${code}: ${message}${hint === "" ? "" : `\n${hint}`}\n`);
}

main().catch((error: unknown) => {
  fail(error);
  process.exit(1);
});
