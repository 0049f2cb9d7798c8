import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { answerFrom } from "../../letters/form/answer.ts";
import type { Head, Kind } from "../../letters/form/head.ts";
import { requestFrom } from "../../letters/form/request.ts";
import { commitmentOf } from "../../letters/package/commitment.ts";
import { createManifest, type Document } from "../../letters/package/create.ts";
import { writePackage } from "../../letters/package/file.ts";
import { toHex } from "../../primitives/bytes.ts";
import { dayOf, formatDay } from "../../primitives/civil-day.ts";
import type { AnyShape, RecordOf } from "../../primitives/fields/composites.ts";
import type { OperationDefinition } from "../../transactions/definition.ts";
import { letterId } from "../../transactions/letters/records.ts";
import type { Layout } from "../devnet/layout.ts";
import { letterNodeRpc } from "../devnet/letter-ends.ts";
import { CliError } from "../errors.ts";
import { networkOf, objectOf, textOf } from "../ledger.ts";
import { getContent, putContent } from "../letters/node-contents.ts";
import { Actor } from "./actor.ts";
import { demoAnswer, demoForm } from "./letter-forms.ts";

/** Whom the letter is addressed to. */
export const BRANCH = "DELTACNBJ";

/** A step of the flow, and where the letter is after it. */
export type LetterDemoStep = {
  readonly by: string;
  readonly what: string;
  readonly status: string | null;
  readonly next: string | null;
  readonly result: string | null;
};

/** Tries again while the document is on its way. Throws what the node says otherwise, or still says after a minute. */
async function delivered(fetch: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await fetch();
    } catch (error) {
      const isUnderWay = error instanceof CliError && error.code === "CONTENT_UNKNOWN";
      if (!isUnderWay || tries === 600) throw error;
      await setTimeout(100);
    }
  }
}

/** The people of a flow, their letter, and what happened to it. */
export class LetterFlow {
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
  ): Promise<LetterFlow> {
    const banksNode = letterNodeRpc(layout, "bank-cn") ?? rpc;
    const firm = await Actor.ofCast(layout, "firm-1", letterNodeRpc(layout, "firm-1") ?? rpc);
    const bank = await Actor.ofCast(layout, "bank-cn", banksNode);
    const entity = await Actor.ofCast(layout, "enterprise-1", rpc);
    const preparer = Actor.fresh("centre, first person", banksNode);
    const reviewer = Actor.fresh("centre, second person", banksNode, preparer.account);
    const { chainId } = await networkOf(firm.session);
    const number = `DEMO-${toHex(new Uint8Array(randomBytes(4)))}`;
    mkdirSync(layout.letters, { recursive: true, mode: 0o700 });
    const folder = layout.letters;
    const cast = [firm, bank, entity, preparer, reviewer] as const;
    return new LetterFlow(cast, { number, chainId, folder }, say);
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
    const path = this.#path(document.head.kind);
    await writePackage(path, manifest, []);
    this.files.push(path);
    return commitmentOf(manifest);
  }

  /** Hands what was last written to one end's node, and fetches it at the other end's once it was delivered. */
  async travels(from: Actor, to: Actor, kind: Kind): Promise<void> {
    await putContent(from.session, this.id, this.files.at(-1)!);
    const path = this.#path(kind);
    await delivered(() => getContent(to.session, this.id, kind, path));
    this.files.push(path);
    await this.#note(to, `has the ${kind} from the other end's node`);
  }

  #path(kind: Kind): string {
    return join(this.#folder, `${this.number}-${this.files.length + 1}.${kind}.letter`);
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
