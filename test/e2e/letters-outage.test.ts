import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Layout } from "../../src/cli/devnet/layout.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { itemsOf } from "../../src/transactions/letters/items.ts";
import { letterId } from "../../src/transactions/letters/records.ts";
import { Devnet, eventually } from "./devnet.ts";

// Goal: a letter goes its whole way though a node is lost at every step, the two ends' among them; what is given while the other end
// is away gets there when it is back, and all nodes tell the same afterwards.
// Method: four processes and the command line. One node after the other is killed before a step, stays away while the step is taken,
// and comes back.

const LETTER = "firm-1/OUT-1";
const ID = toHex(letterId("firm-1", "OUT-1"));
/** Whose letters a devnet's nodes take. */
const [FIRM, BANK] = [0, 1];

interface Step {
  readonly says: string;
  /** The node that is away meanwhile, and the one that is asked. */
  readonly away: number;
  readonly at: number;
  readonly by: string;
  readonly command: (place: (name: string) => string) => readonly string[];
  /** What the command says of what it did. */
  readonly answers?: object;
  /** What is under way then, from which end, and not delivered before the other one is back. */
  readonly waits?: { readonly document: string; readonly from: number };
}

const STEPS: readonly Step[] = [
  {
    says: "the firm issues it at another's node, as its own is away, and keeps the package",
    ...{ away: 0, at: 3, by: "firm-1" },
    command: (place) => ["issue", place("form.json"), "--out", place("request.letter")],
    answers: { sent: false },
  },
  {
    says: "the firm sends it while the bank's node is away",
    ...{ away: 1, at: FIRM, by: "firm-1" },
    command: (place) => ["send", LETTER, place("request.letter")],
    answers: { document: "request", to: "bank-cn" },
    waits: { document: "request", from: FIRM },
  },
  {
    says: "the bank fetches it",
    ...{ away: 2, at: BANK, by: "bank-cn" },
    command: (place) => ["fetch", LETTER, "--out", place("got.letter")],
  },
  {
    says: "the bank accepts it",
    ...{ away: 3, at: BANK, by: "bank-cn" },
    command: (place) => ["accept", LETTER, "--content", place("got.letter")],
  },
  {
    says: "the entity authorises the bank to answer",
    ...{ away: 0, at: 2, by: "enterprise-1" },
    command: () => ["authorise", LETTER],
  },
  {
    says: "one person at the bank prepares the answer at another's node",
    ...{ away: 1, at: 3, by: "bank-cn" },
    command: (place) => [
      ...["prepare", LETTER, place("answer.json"), "--content", place("got.letter")],
      ...["--out", place("answer.letter")],
    ],
    answers: { sent: false },
  },
  {
    says: "the bank sends it to its own node",
    ...{ away: 2, at: BANK, by: "bank-cn" },
    command: (place) => ["send", LETTER, place("answer.letter")],
    answers: { document: "reply", to: "firm-1" },
  },
  {
    says: "a second person gives it while the firm's node is away",
    ...{ away: 0, at: BANK, by: "second" },
    command: (place) => ["reply", LETTER, "--answer", place("answer.letter"), "--as", "bank-cn"],
    waits: { document: "reply", from: BANK },
  },
  {
    says: "the firm has it",
    ...{ away: 3, at: FIRM, by: "firm-1" },
    command: () => ["receive", LETTER],
  },
  {
    says: "the firm asks again while the bank's node is away",
    ...{ away: 1, at: FIRM, by: "firm-1" },
    command: (place) => [
      ...["follow-up", LETTER, "--content", place("request.letter")],
      ...["--question", "When was it paid back?", "--out", place("question.letter")],
    ],
    answers: { sent: true },
    waits: { document: "question", from: FIRM },
  },
  {
    says: "the firm closes it",
    ...{ away: 2, at: FIRM, by: "firm-1" },
    command: () => ["close", LETTER],
  },
];

interface Found {
  readonly letter: { readonly status: string };
  readonly history: readonly { readonly step: string; readonly commitment: string | null }[];
}

describe("a letter on four nodes of which one is away at every step", () => {
  let devnet: Devnet;
  let place: (name: string) => string;

  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
    const folder = join(devnet.directory, "office");
    mkdirSync(folder);
    place = (name) => join(folder, name);
    writeFileSync(place("form.json"), JSON.stringify(form));
    writeFileSync(place("answer.json"), JSON.stringify(answer));
    done(["keys", "new", "second", "--dir", join(devnet.directory, "keys")]);
    done(["account", "add-signer", devnet.key("second"), "--key", devnet.key("bank-cn"), "--yes"]);
  }, 120_000);
  afterAll(() => devnet.remove(), 60_000);

  function done<T>(args: readonly string[], node = 0): T {
    const { status, stdout, stderr } = devnet.portolan([...args, "--json"], { node });
    expect([status, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout) as T;
  }

  /** When the other end's node had a document, as the node says that it is from; null: not yet. */
  async function deliveredAt({ document, from }: NonNullable<Step["waits"]>) {
    const response = await fetch(`${devnet.rpc(from)}/letters/${ID}/documents`);
    const { documents } = (await response.json()) as {
      documents: { document: string; isHere: boolean; deliveredAtMs: number | null }[];
    };
    const found = documents.find((one) => one.document === document);
    expect(found?.isHere).toBe(true);
    return found!.deliveredAtMs;
  }

  test.each(STEPS)("$says", async ({ away, at, by, command, answers, waits }) => {
    const back = devnet.down(away);
    try {
      const args = ["letter", ...command(place), "--key", devnet.key(by)];
      expect(done(args, at)).toMatchObject(answers ?? {});
      if (waits !== undefined) expect(await deliveredAt(waits)).toBeNull();
    } finally {
      back();
      await devnet.isReady(away);
    }
    if (waits !== undefined)
      await eventually("the delivery", async () => (await deliveredAt(waits)) ?? undefined);
  });

  test("all nodes tell the same of it", async () => {
    const seen: string[] = [];
    for (const node of [0, 1, 2, 3]) {
      const found = await eventually("every step to be there", async () => {
        const one = await devnet.call<Found>("letter_get", { id: ID }, node);
        return one.letter.status === "closed" ? one : undefined; // a node may be a block behind
      });
      expect(found.history.map(({ step }) => step)).toEqual([
        ...["issue", "accept", "authorise", "prepare", "reply", "receive", "follow-up", "close"],
      ]);
      seen.push(JSON.stringify(found));
    }
    expect(new Set(seen).size).toBe(1);
  });

  test("both ends have every package, as it was written, and nothing waits for anybody", async () => {
    const { history } = await devnet.call<Found>("letter_get", { id: ID });
    const committed = new Set(history.map(({ commitment }) => commitment).filter(Boolean));
    expect(committed.size).toBe(3);
    for (const node of [FIRM, BANK]) {
      const kept = readdirSync(join(new Layout(devnet.directory).node(node).data, "letters"));
      const names = [...committed].map((commitment) => `${ID}.${commitment}`);
      expect(kept.filter((name) => !name.endsWith(".delivered")).sort()).toEqual(names.sort());
      const written = { request: "request", reply: "answer", question: "question" };
      for (const [of, file] of Object.entries(written)) {
        const got = await fetch(`${devnet.rpc(node)}/letters/${ID}/content?of=${of}`);
        const content = Buffer.from(await got.arrayBuffer());
        expect(content.equals(readFileSync(place(`${file}.letter`))), `${of} at ${node}`).toBe(
          true,
        );
      }
      const metrics = await (await fetch(`${devnet.rpc(node)}/metrics`)).text();
      expect(metrics).toMatch(/^portolan_letters_undelivered 0$/m);
    }
  });
});

const deposit = {
  ...{ accountName: "Yuanhang", accountNumber: "6222021001112223334", currency: "CNY" },
  ...{ rate: "0.25", accountType: "current", balance: "1284350.07", pooled: false },
  ...{ from: null, to: null, restriction: null, remark: null },
};
const form = {
  ...{ number: "OUT-1", bank: "bank-cn", entity: "enterprise-1", format: "format-1" },
  ...{ asOf: "2025-12-31", firmName: "Firm", bankName: "Bank", entityName: "Yuanhang" },
  items: {
    ...Object.fromEntries(itemsOf("format-1").map((item) => [item, "struck"])),
    deposits: { rows: [deposit] },
  },
};
const answer = {
  ...{ result: "MISMATCH", preparedBy: "Operations desk 3", message: null },
  items: {
    deposits: { result: "MISMATCH", bank: { rows: [{ ...deposit, balance: "1034350.07" }] } },
  },
};
