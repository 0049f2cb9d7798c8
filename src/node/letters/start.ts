import { join } from "node:path";

import { exchangeKeyOf } from "../../letters/exchange/suite.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { domainHash } from "../../primitives/hasher.ts";
import type { LetterContents } from "../../rpc/letter-routes.ts";
import { exchangeKeys } from "../../transactions/letters/records.ts";
import type { NodeConfig } from "../config.ts";
import type { Metrics } from "../metrics.ts";
import { loadKey } from "../node-keys.ts";
import { ContentStore } from "./content-store.ts";
import { type ExchangeParts, LetterExchange } from "./exchange.ts";
import { bytesOf } from "./padded.ts";

const hashStorageKey = domainHash("portolan letter storage 1");

interface Setup {
  readonly config: NodeConfig;
  readonly passphrase: string;
  /** Of the node's network key, which never changes: what is stored can be read whichever letter keys there are. */
  readonly seed: Uint8Array;
  readonly metrics: Metrics;
}

/** Makes this node an end of the letters of the participants that its configuration names; undefined if it names none. */
export async function startLetters(
  { config, passphrase, seed, metrics }: Setup,
  around: Omit<ExchangeParts, "store" | "served">,
): Promise<LetterExchange | undefined> {
  if (config.letters.length === 0) return undefined;
  const parts = { ...around, log: around.log.child({ part: "letters" }) };
  const served = new Map<string, Awaited<ReturnType<typeof exchangeKeyOf>>>();
  for (const { participant, key } of config.letters) {
    const own = await exchangeKeyOf((await loadKey(key, passphrase)).seed);
    served.set(participant, own);
    const registered = exchangeKeys.read(parts.ledger, participant);
    if (registered !== undefined && equalBytes(registered.publicKey, own.publicKey)) continue;
    const message =
      "the ledger has no such key for a participant; portolan letter set-key registers it";
    parts.log.warn({ participant }, message);
  }
  const store = new ContentStore(join(config.data, "letters"), hashStorageKey(seed));
  const exchange = new LetterExchange({ ...parts, store, served });
  exchange.start();
  const undelivered = (): number => exchange.undelivered;
  metrics.observe("letters_undelivered", "Letters on their way to another node.", undelivered);
  return exchange;
}

/** The exchange as the JSON-RPC server sees it. */
export function contentsOf(exchange: LetterExchange): LetterContents {
  return {
    put: (letter, bytes, size) => exchange.put(letter, bytes, size),
    documents: (letter) => exchange.documents(letter),
    async get(letter, of) {
      const source = await exchange.get(letter, of);
      return { size: source.size, bytes: bytesOf(source), close: () => source.close() };
    },
  };
}
