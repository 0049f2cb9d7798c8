import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { genesis } from "../../src/chain/genesis.ts";
import { monthOf } from "../../src/primitives/civil-day.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { deposit, form } from "../letters/content/forms.ts";
import { keyOf } from "../rpc/test-node.ts";
import { Desk } from "./desk.ts";

// Goal: a firm, a bank of two people and their client write a confirmation letter and its answer by commands, and a reviewer proves
// years later, without any node, what was in it.
// Method: commands as typed, over a real server and ledger, with packages on disk.

const desk = new Desk();
const LETTER = "firm-1/2026-0001";
const file = (name: string): string => join(desk.home, name);
const hexKey = (name: string): string => Buffer.from(keyOf(name).publicKey).toString("hex");
let runs = 0;
/** Files of one test. */
const own = (name: string): string => file(`${runs}-${name}`);
const write = (name: string, json: unknown): string => {
  writeFileSync(own(name), JSON.stringify(json));
  return own(name);
};

beforeAll(() => desk.keys("firm-1", "bank-cn", "bank-cn-reviewer", "enterprise-1"));
afterAll(() => desk.close());
beforeEach(async () => {
  runs++;
  await desk.open(
    [
      ["firm-1", "accounting-firm"],
      ["bank-cn", "bank"],
      ["enterprise-1", "enterprise"],
    ],
    7,
  );

  await desk.say(["account", "add-signer", hexKey("bank-cn-reviewer"), "--weight", "1"], "bank-cn");
});

const asOf = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
const issue = (changes: Readonly<Record<string, Json>> = {}, ...more: string[]) => {
  const json = write("form.json", form({ asOf, ...changes }));
  return desk.say(["letter", "issue", json, "--out", own("request"), ...more], "firm-1");
};
const accept = (...more: string[]) =>
  desk.say(["letter", "accept", LETTER, "--content", own("request"), ...more], "bank-cn");
const authorise = () => desk.say(["letter", "authorise", LETTER], "enterprise-1");
const match = { result: "MATCH" };
const prepare = (answer: Json, name = "reply") => {
  const json = write(`${name}.json`, answer);
  const line = ["letter", "prepare", LETTER, json, "--content", own("request"), "--out", own(name)];
  return desk.say(line, "bank-cn");
};
const agreed = {
  result: "MATCH",
  preparedBy: "李明",
  items: { deposits: match, guarantees: match },
};
const reply = (...line: string[]) => ["--as", "bank-cn", "letter", "reply", LETTER, ...line];

async function answered(): Promise<void> {
  await issue();
  await accept();
  await authorise();
  await prepare(agreed);
  await desk.say(reply("--answer", own("reply")), "bank-cn-reviewer");
}

test("from the form to the closed letter, and the trail says who did what", async () => {
  expect(await issue()).toMatch(
    /^Letter [0-9a-f]{64}\nIts content is in \S+request: keep it. It is not sent \(NOT_SERVED\)/,
  );
  expect(await desk.say(["letter", "list", "--waiting"], "bank-cn")).toContain(LETTER);
  await accept();
  await authorise();
  expect(await prepare(agreed)).toMatch(
    /A second person: portolan letter reply firm-1\/2026-0001 --answer/,
  );
  expect(await desk.refusal(reply("--answer", own("reply")), "bank-cn")).toEqual([
    ...["REVIEWER_IS_PREPARER", 1],
  ]);
  await desk.say(reply("--answer", own("reply")), "bank-cn-reviewer");
  await desk.say(["letter", "receive", LETTER, "--answer", own("reply")], "firm-1");
  const ask = [
    "letter",
    "follow-up",
    LETTER,
    "--question",
    "Since when?",
    "--out",
    own("question"),
  ];
  await desk.say([...ask, "--content", own("request")], "firm-1");
  await prepare({ ...agreed, message: "Since 2019." }, "second");
  await desk.say(reply("--answer", own("second")), "bank-cn-reviewer");
  await desk.say(["letter", "close", LETTER], "firm-1");

  const shown = await desk.say(["letter", "get", LETTER]);
  expect(shown).toMatch(/status +closed/);
  const steps = [
    "issue",
    "accept",
    "authorise",
    "prepare",
    "reply",
    "receive",
    "follow-up",
    "prepare",
  ];
  const trail = shown.slice(shown.lastIndexOf("step "));
  expect(
    trail
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(/ +/)[0]),
  ).toEqual([...steps, "reply", "close"]);
  expect(trail).toMatch(
    new RegExp(`reply +replied +bank-cn +MATCH +${hexKey("bank-cn-reviewer").slice(0, 8)}`),
  );
  const month = monthOf(Date.now());
  expect(await desk.say(["letter", "statistics", "--month", month])).toMatch(
    /bank-cn +firm-1 +1 +1 +0 +0 +0 +0 +0 +0/,
  );
});

test("a returned letter is put right by another form, and the old one is refused from then on", async () => {
  await issue();
  await desk.say(["letter", "return", LETTER, "--reason", "FORM_INCOMPLETE"], "bank-cn");
  const corrected = write("corrected.json", form({ asOf, entityName: "远航贸易（上海）有限公司" }));
  await desk.say(["letter", "cure", LETTER, corrected, "--out", own("cured")], "firm-1");
  const stale = ["letter", "accept", LETTER, "--content", own("request")];
  expect(await desk.refusal(stale, "bank-cn")).toEqual(["COMMITMENT_DIFFERS", 1]);
  await desk.say(["letter", "accept", LETTER, "--content", own("cured")], "bank-cn");
  const other = write("other.json", form({ asOf, number: "2026-0002" }));
  const cure = ["letter", "cure", LETTER, other, "--out", own("x")];
  expect(await desk.refusal(cure, "firm-1")).toEqual(["WRONG_LETTER", 2]);
});

test("a refused letter is closed with what was done instead", async () => {
  await issue();
  await accept();
  await desk.say(["letter", "refuse", LETTER, "--reason", "WRONG_ACCOUNTS"], "enterprise-1");
  expect(await desk.refusal(["letter", "close", LETTER], "firm-1")).toEqual([
    "ALTERNATIVE_NEEDED",
    1,
  ]);
  const close = ["letter", "close", LETTER, "--alternative", "BANK_STATEMENTS"];
  expect(await desk.say(close, "firm-1")).toContain("committed");
});

test("the results of single items are on the ledger only if both ends have said so", async () => {
  await issue({ itemResults: true });
  await accept("--item-results");
  await authorise();
  const differs = {
    ...{ result: "MISMATCH", preparedBy: "李明" },
    items: {
      deposits: { result: "MISMATCH", bank: { rows: [{ ...deposit, balance: "1234500.00" }] } },
      guarantees: match,
    },
  };
  await prepare(differs);
  await desk.say(reply("--answer", own("reply")), "bank-cn-reviewer");
  const { letter } = await desk.json<{ letter: { reply: { items: Json } } }>([
    "letter",
    "get",
    LETTER,
  ]);
  expect(letter.reply.items).toEqual([
    { item: "deposits", result: "MISMATCH" },
    { item: "guarantees", result: "MATCH" },
  ]);
});

test("the bank's records propose an answer, which a person prepares", async () => {
  await issue();
  await accept();
  await authorise();
  const rows = [{ ...deposit, balance: "1234500.00" }];
  const guarantees = (form()["items"] as Readonly<Record<string, Json>>)["guarantees"]!;
  const ofDay = { "enterprise-1": { deposits: { rows }, guarantees } };
  const records = write("records.json", { [asOf]: ofDay });
  const content = ["--content", own("request")];
  const match = ["letter", "match", LETTER, ...content, "--records", records];
  const said = await desk.say([...match, "--out", own("draft.json")]);
  expect(said).toMatch(/deposits +MISMATCH +\S+ CNY +balance +1234567\.89 +1234500\.00/);
  expect(said).toMatch(/guarantees +MATCH/);
  expect(said).toContain("Proposed: MISMATCH");
  const prepare = ["letter", "prepare", LETTER, own("draft.json"), "--out", own("reply")];
  await desk.say([...prepare, ...content], "bank-cn");
  expect(await desk.refusal(["letter", "match", LETTER, ...content])).toEqual([
    "RECORDS_MISSING",
    2,
  ]);
  const bad = own("sql.toml");
  writeFileSync(bad, "url = 7\n[queries]\n");
  const sql = ["letter", "match", LETTER, ...content, "--sql", bad];
  expect(await desk.refusal(sql)).toEqual(["SQL_FORMAT", 2]);
});

test("a mandate: only the keys that the bank knows authorise", async () => {
  await issue();
  await accept("--mandate", hexKey("bank-cn-reviewer"));
  const authorises = ["letter", "authorise", LETTER, "--content", own("request")];
  expect(await desk.refusal(authorises, "enterprise-1")).toEqual(["NOT_MANDATED", 1]);
  expect(
    await desk.refusal(
      ["letter", "accept", LETTER, "--content", own("request"), "--mandate", "me"],
      "bank-cn",
    ),
  ).toEqual(["KEY_FORMAT", 2]);
});

test("years later: the file, or one item of it, against the genesis file, without a node", async () => {
  await answered();
  const proof = own("proof.json");
  writeFileSync(genesisFile(), JSON.stringify(genesis.toJson(desk.node.genesis)));
  for (const [of, path] of [
    ["request", own("request")],
    ["reply", own("reply")],
  ] as const) {
    setTimeout(() => desk.node.commit(), 100);
    writeFileSync(proof, await desk.say(["letter", "proof", LETTER, "--of", of]));
    const shown = own(`${of}.deposits.json`);
    writeFileSync(shown, await desk.say(["letter", "disclose", path, "--item", "deposits"]));
    const against = ["--proof", proof, "--genesis", genesisFile()];
    await desk.outage(async () => {
      const whole = await desk.say(["letter", "verify", path, ...against]);
      expect(whole).toMatch(/^The document is what was committed to\./);
      expect(whole).toMatch(of === "reply" ? /step +reply/ : /step +issue/);
      const one = await desk.say(["letter", "verify", shown, ...against]);
      expect(one).toMatch(/^Item deposits of the document is what was committed to\./);
    });
    const forged = readFileSync(shown, "utf8").replace(/MATCH|1234567\.89/, (text) =>
      text === "MATCH" ? "UNABLE" : "1234567.88",
    );
    writeFileSync(shown, forged);
    expect(await desk.refusal(["letter", "verify", shown, ...against])).toEqual([
      "COMMITMENT_DIFFERS",
      1,
    ]);
  }
  const other = ["letter", "verify", own("request"), "--proof", proof, "--genesis", genesisFile()];
  expect(await desk.refusal(other)).toEqual(["COMMITMENT_DIFFERS", 1]); // the proof is of the reply
});
const genesisFile = (): string => own("genesis.json");

test("a page for people, in both languages, with every signature", async () => {
  await answered();
  for (const [lang, words] of [
    [
      "en",
      [
        "Reply to a bank confirmation letter",
        "Agrees with our records",
        "reviewed and replied",
        "commits to this document",
      ],
    ],
    ["zh", ["银行询证函回函", "经本行核对，信息相符", "复核并回函", "承诺即本文件"]],
  ] as const) {
    await desk.say([
      "letter",
      "render",
      own("reply"),
      "--lang",
      lang,
      "--out",
      own(`${lang}.html`),
    ]);
    const page = readFileSync(own(`${lang}.html`), "utf8");
    for (const one of [...words, "明信会计师事务所", hexKey("bank-cn-reviewer")])
      expect(page).toContain(one);
  }
  expect(existsSync(own("en.html"))).toBe(true);
});

test("batches: a list says how far an engagement has come", async () => {
  const engagement = "5b2f7c1e-9d4a-4f60-8c3b-0a1d2e3f4a5b";
  await issue({ engagement });
  const second = write("second.json", form({ asOf, number: "2026-0002", engagement }));
  await desk.say(["letter", "issue", second, "--out", own("second")], "firm-1");
  await accept();
  const listed = await desk.say(["letter", "list", "firm-1", "--engagement", engagement]);
  expect(listed).toMatch(/0 of 2 answered: (1 accepted, 1 issued|1 issued, 1 accepted)/);
});

test("a batch is issued at once, and run again it issues what is missing", async () => {
  const forms = Array.from({ length: 60 }, (_, n) =>
    write(`b${n}.json`, form({ asOf, number: `B-${n}` })),
  );
  const batch = (...paths: string[]) =>
    desk.say(["letter", "batch", ...paths, "--dir", own("batch")], "firm-1");
  const first = await batch(...forms.slice(0, 55));
  expect(first).toMatch(/^55 letters issued, 0 were there before/);
  const engagement = /--engagement (\S+)/.exec(first)![1]!;
  const again = ["letter", "batch", ...forms, "--dir", own("batch"), "--engagement", engagement];
  expect(await desk.say(again, "firm-1")).toMatch(/^5 letters issued, 55 were there before/);
  const listed = await desk.say(["letter", "list", "firm-1", "--engagement", engagement]);
  expect(listed).toContain("0 of 60 answered: 60 issued");
  // One form is wrong: nothing is issued, and with it put right the rest is issued as it was written.
  const [wrong, good] = [{ bank: "bank-xx" }, {}].map((changes) =>
    form({ asOf, number: "C-1", ...changes }),
  );
  const rest = write("c0.json", form({ asOf, number: "C-0" }));
  const both = ["letter", "batch", rest, write("c1.json", wrong), "--dir", own("again")];
  expect(await desk.refusal(both, "firm-1")).toEqual(["UNKNOWN_BANK", 1]);
  rmSync(join(own("again"), "C-1.request.letter"));
  write("c1.json", good);
  expect(await desk.say(both, "firm-1")).toMatch(/^2 letters issued/);
  const twice = ["letter", "batch", forms[0]!, forms[0]!];
  expect(await desk.refusal(twice, "firm-1")).toEqual(["NUMBER_TWICE", 2]);
  const accept = [
    "letter",
    "accept",
    "firm-1/B-59",
    "--content",
    join(own("batch"), "B-59.request.letter"),
  ];
  expect(await desk.say(accept, "bank-cn")).toContain("committed");
});

test("a bank's branches, and who answers for each", async () => {
  await desk.say(["letter", "set-branch", "ICBKCNBJ", "--name", "Beijing"], "bank-cn");
  expect(await desk.say(["letter", "branches", "bank-cn"])).toMatch(/ICBKCNBJ +Beijing +bank-cn/);
  expect(await issue({ branch: "ICBKCNBJ" })).toContain("committed");
  await desk.say(["letter", "remove-branch", "ICBKCNBJ"], "bank-cn");
  expect(await desk.say(["letter", "branches", "bank-cn"])).toContain("none");
});

test("what is wrong on this side is said before anything is signed", async () => {
  const refused = async (line: readonly string[], key: string) =>
    (await desk.refusal(["letter", ...line], key))[0];
  await issue();
  // The same form again is the same package, and the ledger says what is wrong; another one does not take its place.
  const again = ["issue", own("form.json"), "--out", own("request")];
  expect(await refused(again, "firm-1")).toBe("NUMBER_USED");
  const other = write("other.json", form({ asOf, number: "2026-0009" }));
  expect(await refused(["issue", other, "--out", own("request")], "firm-1")).toBe("FILE_EXISTS");
  expect(await refused(["issue", write("blank.json", form({ items: {} }))], "firm-1")).toBe(
    "ITEM_BLANK",
  );
  expect(await refused(["get", "nothing"], "firm-1")).toBe("LETTER_FORMAT");
  expect(await refused(["get", "firm-1/9"], "firm-1")).toBe("UNKNOWN_LETTER");
  expect(await refused(["proof", LETTER, "--of", "reply"], "firm-1")).toBe("NO_REPLY");
  expect(await refused(["template", "--format", "4"], "firm-1")).toBe("FORMAT_UNKNOWN");
  expect(await refused(["render", own("request"), "--lang", "fr"], "firm-1")).toBe(
    "LANGUAGE_UNKNOWN",
  );
  expect(await refused(["disclose", own("request"), "--item", "gold"], "firm-1")).toBe(
    "ITEM_UNKNOWN",
  );
  const wrong = ["accept", LETTER, "--content", own("form.json")];
  expect(await refused(wrong, "bank-cn")).toBe("NOT_A_LETTER_FILE");
  const template = await desk.json<{ items: object }>(["letter", "template"]);
  expect(Object.keys(template.items)).toHaveLength(15);
});
