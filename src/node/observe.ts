import type { Note } from "../consensus/ports.ts";
import type { Pool } from "../mempool/pool.ts";
import type { PeerHost } from "../p2p/host.ts";
import { toHex } from "../primitives/bytes.ts";
import type { NodeLog } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** Figures that Prometheus reads of pool and network. */
export function observe(metrics: Metrics, pool: Pool, host: PeerHost): void {
  metrics.observe("pool_transactions", "Transactions that wait for a block.", () => pool.size);
  metrics.observe("pool_bytes", "Their bytes.", () => pool.bytes);
  metrics.observe("peers", "Connected members.", () => host.peers().length);
  for (const name of Object.keys(host.counters())) {
    const words = name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
    const metric = `p2p_${words.replace(/[^a-z0-9_]/g, "_")}`;
    metrics.observe(metric, `Network counter ${name}.`, () => host.counters()[name] ?? 0);
  }
}

/** What consensus says of itself, at the level at which an operator wants to hear it. */
export function logNote(log: NodeLog, note: Note): void {
  switch (note.kind) {
    case "view":
      return log.debug({ view: note.view, primary: note.primary }, "view entered");
    case "prepared":
    case "committed":
      return log.debug({ view: note.view, digest: toHex(note.digest) }, note.kind);
    case "epoch": {
      const { epoch, validators } = note.validators;
      const role = note.self === undefined ? "observer" : "validator";
      return log.info({ epoch, height: note.height, validators: validators.length, role }, "epoch");
    }
    case "view-change":
      return log.warn({ view: note.view, reason: note.reason }, "gave a view up");
    case "skipped":
      return log.warn({ view: note.view }, "view skipped");
    case "unacceptable":
      return log.warn({ view: note.view, problem: note.problem }, "proposal refused");
    case "unsigned": {
      const { view, vote, reason } = note;
      return log.warn({ view, vote, reason }, "a vote was not signed");
    }
    case "evidence":
      return log.error({ validator: note.evidence.validator }, "a validator voted twice");
    case "observing":
      return log.warn({ reason: note.reason, voteAbove: note.voteAbove }, "observing, not voting");
    case "fault":
      return log.error({ reason: note.reason }, "disagrees with a quorum and stopped voting");
  }
}
