import { join } from "node:path";

import { COUNTRY_CODES } from "../../chain/country-codes.ts";
import type { PeerHost } from "../../p2p/host.ts";
import { regulatorKeyOf } from "../../persons/regulator-key.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { personKeys } from "../../transactions/customs/persons/records.ts";
import type { NodeConfig } from "../config.ts";
import type { NodeLog } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { loadKey } from "../node-keys.ts";
import { EvaluationThread } from "./evaluation-thread.ts";
import { Evaluator } from "./evaluator.ts";
import { Persons } from "./persons.ts";

interface Setup {
  readonly config: NodeConfig;
  readonly passphrase: string;
  readonly metrics: Metrics;
  readonly host: PeerHost;
  readonly ledger: LedgerReader;
  readonly log: NodeLog;
  readonly nowMs: () => number;
}

/** Makes this node one that can ask for keys for people, and the regulator's if its configuration says so. */
export async function startPersons(setup: Setup): Promise<Persons> {
  const { host, ledger } = setup;
  return new Persons({ host, ledger, evaluator: await evaluatorOf(setup) });
}

async function evaluatorOf(setup: Setup): Promise<Evaluator | undefined> {
  const { config, passphrase, metrics, ledger, nowMs } = setup;
  if (config.personKeys === undefined) return undefined;
  const log = setup.log.child({ part: "persons" });
  const { key: file, perMemberPerHour: perHour, burst } = config.personKeys;
  const key = regulatorKeyOf((await loadKey(file, passphrase)).seed);
  if (!isRegistered(ledger, key.publicKey)) {
    const message =
      "the ledger has no such key for people; portolan customs set-person-key registers it";
    log.warn(message);
  }
  const evaluated = "Numbers of documents that were evaluated under the regulator's key.";
  const refused = "Numbers that were not: beyond a member's limit, while busy, or malformed.";
  return new Evaluator({
    ...{ key, limit: { burst, perHour }, ledger, log, nowMs, thread: new EvaluationThread() },
    usedPath: join(config.data, "person-keys-used.json"),
    onEvaluated: metrics.count("person_keys_evaluated_total", evaluated),
    onRefused: metrics.count("person_keys_refused_total", refused),
  });
}

function isRegistered(ledger: LedgerReader, publicKey: Uint8Array): boolean {
  return [...COUNTRY_CODES].some((country) => {
    const found = personKeys.read(ledger, country);
    return found !== undefined && equalBytes(found.publicKey, publicKey);
  });
}
