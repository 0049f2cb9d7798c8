import { equalBytes, fromHex, toHex } from "../../primitives/bytes.ts";
import { balances, BALANCE_PREFIX } from "../../transactions/assets/records.ts";
import { offers, pairOf, pairs } from "../../transactions/fx/book/records.ts";
import { quotes } from "../../transactions/fx/quotes/records.ts";
import { openedPrefix, type ParticipantRecord } from "../../transactions/participants/records.ts";
import type { RpcContext } from "../context.ts";
import { defineMethod } from "../definition.ts";
import { participantInput, participantNamed } from "../participant-input.ts";
import { Positions, positionSchema } from "../positions.ts";
import { integer, listOf, shape } from "../schemas.ts";

/** What one call adds up at most: it is read in one turn of the event loop, so that it is of one block. */
const ACCOUNTS_MAX = 50;
const PARTS_MAX = 2_000;
/** Finding what there is to add up takes several turns; a block in between means that it is looked for again. */
const TRIES = 5;

/** An account's entries by the ends of their keys. */
interface Found {
  readonly account: Uint8Array;
  readonly assets: readonly Uint8Array[];
  readonly offers: readonly Uint8Array[];
  readonly quotes: readonly Uint8Array[];
}

/** fx_positions: what a participant has of each asset, what of it is promised, and what may come, over all its accounts. */
export const positions = defineMethod({
  name: "fx_positions",
  summary:
    "A participant's positions by asset over all its accounts, as of one block: settled, reserved, and what its offers and quotes may make of them.",
  params: { participant: participantInput },
  result: shape({ height: integer, accounts: integer, positions: listOf(positionSchema) }),
  errors: {
    UNKNOWN_PARTICIPANT: "There is no such participant. participant_list shows those that are.",
    TOO_MANY_TO_ADD_UP: `The participant has more than ${ACCOUNTS_MAX} accounts, or more than ${PARTS_MAX} balances, offers and quotes. Add up account_balances, fx_offers and fx_quotes page by page.`,
    BLOCKS_TOO_FAST: "New blocks came while it was added up. Ask again.",
  },
  example: { params: { participant: "maker-1" } },
  right: "read",
  async handle({ participant }, node, { fail }) {
    for (let i = 0; i < TRIES; i++) {
      const { height } = node.chain.head();
      const owner = participantNamed(node.ledger, participant);
      if (owner === undefined) throw fail("UNKNOWN_PARTICIPANT");
      const found = await foundOf(node, owner);
      if (found === undefined) throw fail("TOO_MANY_TO_ADD_UP");
      if (node.chain.head().height !== height) continue;
      const sums = addedUp(node, found);
      return { height, accounts: found.length, positions: sums.toJson(node.ledger) };
    }
    throw fail("BLOCKS_TOO_FAST");
  },
});

/** Undefined if it is more than one call adds up. */
async function foundOf(node: RpcContext, owner: ParticipantRecord): Promise<Found[] | undefined> {
  const opened = await tailsOf(node, openedPrefix(owner.name), ACCOUNTS_MAX);
  if (opened.length >= ACCOUNTS_MAX) return undefined;
  const found: Found[] = [];
  let left = PARTS_MAX;
  for (const account of [owner.account, ...opened]) {
    const parts = async (family: string): Promise<Uint8Array[]> => {
      const tails = await tailsOf(node, `${family}${toHex(account)}/`, left + 1);
      left -= tails.length;
      return tails;
    };
    const [assets, offered] = [await parts(BALANCE_PREFIX), await parts("fx/own/")];
    const quoted = await parts("fx/quoted/");
    if (left < 0) return undefined;
    found.push({ account, assets, offers: offered, quotes: quoted });
  }
  return found;
}

async function tailsOf(node: RpcContext, prefix: string, limit: number): Promise<Uint8Array[]> {
  if (limit <= 0) return [];
  const entries = await node.entries(prefix, { limit });
  return entries.map(({ key }) => fromHex(key.slice(prefix.length))!);
}

function addedUp({ ledger }: RpcContext, found: readonly Found[]): Positions {
  const sums = new Positions();
  for (const { account, assets, offers: offered, quotes: quoted } of found) {
    for (const asset of assets) {
      const balance = balances.read(ledger, account, asset);
      if (balance !== undefined) sums.balance(asset, balance);
    }
    for (const id of offered) {
      const offer = offers.read(ledger, id);
      const pair = offer && pairs.read(ledger, pairOf(offer.base, offer.quote));
      if (offer !== undefined && pair !== undefined) sums.offer(offer, pair.tick);
    }
    for (const id of quoted) {
      const quote = quotes.read(ledger, id);
      if (quote !== undefined && equalBytes(quote.maker, account)) sums.quote(quote);
    }
  }
  return sums;
}
