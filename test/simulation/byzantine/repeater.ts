import { digestOf, orderKey, transactionsRoot } from "../../../src/chain/block.ts";
import { compareBytes, toHex } from "../../../src/primitives/bytes.ts";
import type { Behaviour, Voice } from "./behaviour.ts";
import { signVote } from "./sign.ts";

type Refs = readonly { readonly id: Uint8Array; readonly wireHash: Uint8Array }[];

/** Proposes transactions again that stood in blocks before, in the right order and under the right root. */
export const repeater: Behaviour = {
  name: "repeater",
  say(voice, _, message) {
    if (message.kind !== "proposal") return [message];
    const { header } = message.block;
    const refs = [...message.block.transactions, ...oldRefs(voice)];
    const byId = new Map(refs.map((ref) => [toHex(ref.id), ref]));
    const transactions = [...byId.values()].sort((a, b) =>
      compareBytes(orderKey(header.parent, a.id), orderKey(header.parent, b.id)),
    );
    const repeated = { ...header, transactionsRoot: transactionsRoot(transactions) };
    const { signature } = signVote(voice, "prepare", message.view, digestOf(repeated));
    return [{ ...message, block: { header: repeated, transactions }, signature }];
  },
};

function oldRefs({ heard }: Voice): Refs {
  for (let i = heard.length - 1; i >= 0; i--) {
    const message = heard[i]!;
    if (message.kind === "proposal" && message.block.transactions.length > 0) {
      return message.block.transactions;
    }
  }
  return [];
}
