import { type Committed, documentOf } from "../../letters/exchange/documents.ts";
import type { ExchangeKey } from "../../letters/exchange/suite.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { exchangeKeys, letters, type LetterRecord } from "../../transactions/letters/records.ts";
import type { ContentName } from "./content-store.ts";

/** A document and its two ends, seen from this node. */
export interface Ends {
  readonly letter: LetterRecord;
  readonly document: Committed;
  readonly sender: End;
  readonly receiver: End;
}

/** A participant's end: its key if this node serves it, and what the ledger says of it. */
export interface End {
  readonly participant: string;
  readonly own: ExchangeKey | undefined;
  readonly registered: { readonly publicKey: Uint8Array; readonly peerId: string } | undefined;
}

/** Whose ends this node is, by name. */
export type Served = ReadonlyMap<string, ExchangeKey>;

/** Who has to get a document from whom; undefined if the ledger commits to none like that. */
export function endsOf(
  ledger: LedgerReader,
  served: Served,
  { letter: id, commitment }: ContentName,
): Ends | undefined {
  const letter = letters.read(ledger, id);
  const document = letter && documentOf(ledger, letter, commitment);
  if (letter === undefined || document === undefined) return undefined;
  const end = (participant: string): End => ({
    ...{ participant, own: served.get(participant) },
    registered: exchangeKeys.read(ledger, participant),
  });
  const [firm, bank] = [end(letter.firm), end(letter.bank)];
  const [sender, receiver] = document.from === "firm" ? [firm, bank] : [bank, firm];
  return { letter, document, sender, receiver };
}
