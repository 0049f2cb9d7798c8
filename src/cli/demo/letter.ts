import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { answerFrom } from "../../letters/form/answer.ts";
import type { Head } from "../../letters/form/head.ts";
import { requestFrom } from "../../letters/form/request.ts";
import { commitmentOf } from "../../letters/package/commitment.ts";
import { createManifest, type Document } from "../../letters/package/create.ts";
import { writePackage } from "../../letters/package/file.ts";
import { toHex } from "../../primitives/bytes.ts";
import { dayOf, formatDay } from "../../primitives/civil-day.ts";
import type { AnyShape, RecordOf } from "../../primitives/fields/composites.ts";
import type { OperationDefinition } from "../../transactions/definition.ts";
import { accept } from "../../transactions/letters/accept.ts";
import { authorise } from "../../transactions/letters/authorise.ts";
import { close } from "../../transactions/letters/close.ts";
import { cure } from "../../transactions/letters/cure.ts";
import { followUp } from "../../transactions/letters/follow-up.ts";
import { issue } from "../../transactions/letters/issue.ts";
import { prepare } from "../../transactions/letters/prepare.ts";
import { receive } from "../../transactions/letters/receive.ts";
import { letterId } from "../../transactions/letters/records.ts";
import { reply } from "../../transactions/letters/reply.ts";
import { returnLetter } from "../../transactions/letters/return.ts";
import { setBranch } from "../../transactions/letters/set-branch.ts";
import { open } from "../../transactions/participants/open.ts";
import type { Layout } from "../devnet/layout.ts";
import { CliError } from "../errors.ts";
import { networkOf, objectOf, textOf } from "../ledger.ts";
import { Actor } from "./actor.ts";
import { demoAnswer, demoForm } from "./letter-forms.ts";

const BRANCH = "DELTACNBJ";

/** A step of the flow, and where the letter is after it. */
export type LetterDemoStep = {
  readonly by: string;
  readonly what: string;
  readonly status: string | null;
  readonly next: string | null;
  readonly result: string | null;
};

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
  const flow = await Flow.begin(layout, rpc, say);
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
  await flow.step(preparer, "returns it: the client's name is not in full", returnLetter, {
    ...{ id, reason: "FORM_INCOMPLETE" },
  });
  const second = await flow.request("Yuanhang Trading Co., Ltd.");
  await flow.step(firm, "puts it right", cure, { id, ...second.terms });
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
  await flow.step(firm, "has it, and compares it with the ledger", receive, { id, commitment });
  const question = await flow.question(second.head, "When was 250,000.00 paid back?");
  await flow.step(firm, "asks when the difference was paid back", followUp, {
    ...{ id, commitment: question },
  });
  const more = await flow.answer(second.head, "On 2025-12-29; it was booked on 2026-01-02.");
  await flow.step(preparer, "prepares that answer", prepare, more);
  await flow.step(reviewer, "reviews it and gives it", reply, more);
  await flow.step(firm, "closes the letter", close, { id, alternative: undefined });
  return { letter: `${firm.name}/${flow.number}`, steps: flow.steps, files: flow.files };
}

/** The people of a flow, their letter, and what happened to it. */
class Flow {
  readonly firm: Actor;
  readonly bank: Actor;
  readonly entity: Actor;
  readonly preparer: Actor;
  readonly reviewer: Actor;
  readonly number: string;
  readonly id: Uint8Array;
  readonly steps: LetterDemoStep[] = [];
  readonly files: string[] = [];
  readonly #chainId: Uint8Array;
  readonly #folder: string;
  readonly #say: (step: LetterDemoStep) => void;

  private constructor(
    cast: readonly [Actor, Actor, Actor, Actor, Actor],
    { number, chainId, folder }: { number: string; chainId: Uint8Array; folder: string },
    say: (step: LetterDemoStep) => void,
  ) {
    [this.firm, this.bank, this.entity, this.preparer, this.reviewer] = cast;
    [this.number, this.#chainId, this.#folder, this.#say] = [number, chainId, folder, say];
    this.id = letterId(this.firm.name, number);
  }

  static async begin(
    layout: Layout,
    rpc: string,
    say: (step: LetterDemoStep) => void,
  ): Promise<Flow> {
    const of = (name: string) => Actor.ofCast(layout, name, rpc);
    const [firm, bank, entity] = await Promise.all(
      (["firm-1", "bank-cn", "enterprise-1"] as const).map(of),
    );
    const preparer = Actor.fresh("centre, first person", rpc);
    const reviewer = Actor.fresh("centre, second person", rpc, preparer.account);
    const { chainId } = await networkOf(firm!.session);
    const number = `DEMO-${toHex(new Uint8Array(randomBytes(4)))}`;
    mkdirSync(layout.letters, { recursive: true, mode: 0o700 });
    const folder = layout.letters;
    const cast = [firm!, bank!, entity!, preparer, reviewer] as const;
    return new Flow(cast, { number, chainId, folder }, say);
  }

  /** An operation, and where the letter is when it is final. */
  async step<B extends AnyShape, R extends AnyShape, F extends string>(
    by: Actor,
    what: string,
    type: OperationDefinition<B, R, F>,
    body: RecordOf<B>,
  ): Promise<void> {
    await by.does(type, body);
    await this.#note(by, what);
  }

  /** One that the ledger must refuse. */
  async refused<B extends AnyShape, R extends AnyShape, F extends string>(
    by: Actor,
    what: string,
    type: OperationDefinition<B, R, F>,
    body: RecordOf<B>,
  ): Promise<void> {
    const code = await by.does(type, body).then(
      () => undefined,
      (error: unknown) => (error instanceof CliError ? error.code : undefined),
    );
    if (code !== undefined) return this.#note(by, `${what}: refused, ${code}`);
    throw new CliError(
      "DEMO_FAILED",
      `${what} was not refused.`,
      "This is a fault of the program.",
    );
  }

  async request(entityName: string) {
    const asOf = formatDay(dayOf(Date.now()) - 30);
    const { head, parts } = requestFrom(demoForm(this.number, BRANCH, asOf, entityName));
    const fixed = { chainId: this.#chainId, letter: this.id, firm: this.firm.name };
    const whole: Head = { kind: "request", ...fixed, ...head };
    const commitment = await this.#write({ head: whole, parts, attachments: [] });
    const { branch, entity, format } = head;
    const items = parts.map(({ item }) => item);
    return { head: whole, terms: { branch, entity, format, asOf: head.asOf, items, commitment } };
  }

  async answer(request: Head, message?: string) {
    const asked = ["deposits", "loans", "guarantees"] as const;
    const { parts, items, ...closing } = answerFrom(demoAnswer(request.entityName, message), asked);
    const head: Head = { ...request, kind: "reply" };
    const commitment = await this.#write({ head, parts, closing, attachments: [] });
    return { id: this.id, result: closing.result, items, commitment };
  }

  async question(request: Head, message: string): Promise<Uint8Array> {
    const head: Head = { ...request, kind: "question" };
    return this.#write({ head, parts: [], closing: { message }, attachments: [] });
  }

  async #write(document: Document): Promise<Uint8Array> {
    const manifest = createManifest(document, new Uint8Array(randomBytes(32)));
    const place = this.files.length + 1;
    const path = join(this.#folder, `${this.number}-${place}.${document.head.kind}.letter`);
    await writePackage(path, manifest, []);
    this.files.push(path);
    return commitmentOf(manifest);
  }

  async #note({ name: by, session }: Actor, what: string): Promise<void> {
    const found = await session.call("letter_get", { id: toHex(this.id) });
    const letter = found === null ? {} : objectOf(objectOf(found, "found")["letter"], "letter");
    const [status, next, result] = (["status", "next", "result"] as const).map((name) => {
      const value = letter[name] ?? null;
      return value === null ? null : textOf(value, name);
    });
    this.steps.push({ by, what, status: status!, next: next!, result: result! });
    this.#say(this.steps.at(-1)!);
  }
}
