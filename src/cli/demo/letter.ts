import { accept } from "../../transactions/letters/accept.ts";
import { authorise } from "../../transactions/letters/authorise.ts";
import { close } from "../../transactions/letters/close.ts";
import { cure } from "../../transactions/letters/cure.ts";
import { followUp } from "../../transactions/letters/follow-up.ts";
import { issue } from "../../transactions/letters/issue.ts";
import { prepare } from "../../transactions/letters/prepare.ts";
import { receive } from "../../transactions/letters/receive.ts";
import { reply } from "../../transactions/letters/reply.ts";
import { returnLetter } from "../../transactions/letters/return.ts";
import { setBranch } from "../../transactions/letters/set-branch.ts";
import { open } from "../../transactions/participants/open.ts";
import type { Layout } from "../devnet/layout.ts";
import { BRANCH, LetterFlow, type LetterDemoStep } from "./letter-flow.ts";

export type LetterDemo = {
  readonly letter: string;
  readonly steps: LetterDemoStep[];
  /** The packages that were written, in their order. */
  readonly files: string[];
};

/**
 * A firm, a bank's letter centre of two people, and their client (docs/domain section 3): a letter is returned and put right,
 * accepted, authorised, answered by four eyes, asked again and closed. Letter and centre are new each time.
 */
export async function letterDemo(
  layout: Layout,
  rpc: string,
  say: (step: LetterDemoStep) => void,
): Promise<LetterDemo> {
  const flow = await LetterFlow.begin(layout, rpc, say);
  const { firm, bank, entity, preparer, reviewer, id } = flow;
  const centre = preparer.account;
  const signers = [preparer, reviewer].map(({ key }) => ({ publicKey: key.publicKey, weight: 1 }));
  const authority = { signers, thresholds: { low: 1, medium: 1, high: 2 } };
  await flow.step(bank, "opens an account for its letter centre, two people", open, { authority });
  await flow.step(bank, `has the centre answer for branch ${BRANCH}`, setBranch, {
    ...{ code: BRANCH, name: "Beijing", handler: centre },
  });

  const first = await flow.request("Yuanhang Trading");
  await flow.step(firm, "issues the letter", issue, {
    ...{ number: flow.number, bank: bank.name, engagement: undefined, itemResults: true },
    ...first.terms,
  });
  await flow.travels(firm, preparer, "request");
  await flow.step(preparer, "returns it: the client's name is not in full", returnLetter, {
    ...{ id, reason: "FORM_INCOMPLETE" },
  });
  const second = await flow.request("Yuanhang Trading Co., Ltd.");
  await flow.step(firm, "puts it right", cure, { id, ...second.terms });
  await flow.travels(firm, preparer, "request");
  const mandate = { keys: [entity.key.publicKey], needed: 1 };
  await flow.step(preparer, "accepts it, and names the key that may authorise", accept, {
    ...{ id, mandate, itemResults: true },
  });
  const { commitment: form } = second.terms;
  await flow.step(entity, "authorises the bank to answer", authorise, { id, commitment: form });

  const answer = await flow.answer(second.head);
  await flow.step(preparer, "prepares the answer: the loan differs", prepare, answer);
  await flow.refused(preparer, "would give it alone", reply, answer);
  await flow.step(reviewer, "reviews it and gives it", reply, answer);
  const { commitment } = answer;
  await flow.travels(preparer, firm, "reply");
  await flow.step(firm, "has it, and compares it with the ledger", receive, { id, commitment });
  const question = await flow.question(second.head, "When was 250,000.00 paid back?");
  await flow.step(firm, "asks when the difference was paid back", followUp, {
    ...{ id, commitment: question },
  });
  await flow.travels(firm, preparer, "question");
  const more = await flow.answer(second.head, "On 2025-12-29; it was booked on 2026-01-02.");
  await flow.step(preparer, "prepares that answer", prepare, more);
  await flow.step(reviewer, "reviews it and gives it", reply, more);
  await flow.travels(preparer, firm, "reply");
  await flow.step(firm, "closes the letter", close, { id, alternative: undefined });
  return { letter: `${firm.name}/${flow.number}`, steps: flow.steps, files: flow.files };
}
