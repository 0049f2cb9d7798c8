import { councilThresholds } from "../chain/participant.ts";
import { firstEpoch, type Genesis } from "../chain/genesis.ts";
import { COUNCIL } from "../primitives/account-id.ts";
import { assert } from "../primitives/assert.ts";
import type { Ledger } from "../state/ledger.ts";
import { constitutions, epochs } from "../transactions/council/records.ts";
import { admit, admitCouncil } from "../transactions/participants/admit.ts";

/** Writes the state of height 0. `parseGenesis` has checked that the file does not contradict itself. */
export function writeGenesisState(genesis: Genesis, ledger: Ledger): void {
  const { council, participants } = genesis;
  const first = firstEpoch(genesis);
  constitutions.write(ledger, first.constitution);
  epochs.write(ledger, first, first.epoch);
  admitCouncil(ledger, COUNCIL, { signers: council, thresholds: councilThresholds(council) });
  for (const participant of participants) {
    const admitted = admit(ledger, participant, 0);
    assert(admitted.ok, `genesis admits ${participant.name} once`);
  }
}
