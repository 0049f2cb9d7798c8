import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { itemsOf } from "../../src/transactions/letters/items.ts";
import { Devnet, eventually } from "./devnet.ts";
import { expectNowhere } from "./left-behind.ts";

// Goal: a confirmation letter goes its whole way on a network of real nodes, which all tell the same of it and nothing of its
// content, and its answer is proven offline.
// Method: the demo, the command line, four processes.

type Step = Readonly<Record<"by" | "what" | "status" | "next" | "result", string | null>>;
interface Demo {
  readonly letter: string;
  readonly steps: readonly Step[];
  readonly files: readonly string[];
}

describe("a confirmation letter on four nodes", () => {
  let devnet: Devnet;
  let demo: Demo;

  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
    demo = answer<Demo>(["demo", "letter", "--dir", devnet.directory]);
  }, 120_000);
  afterAll(() => devnet.remove(), 60_000);

  const answer = <T>(args: readonly string[], node = 0): T => devnet.json<T>(args, { node });

  test("is returned, put right, authorised, answered by four eyes, asked again and closed", () => {
    expect(demo.steps.map(({ status }) => status).filter((one) => one !== null)).toEqual([
      ...["issued", "issued", "returned", "issued", "issued", "accepted", "authorised"],
      ...["prepared", "prepared", "replied", "replied", "received", "queried", "queried"],
      ...["prepared", "replied", "replied", "closed"],
    ]);
    expect(demo.steps.find(({ what }) => what?.includes("alone"))?.what).toContain(
      "REVIEWER_IS_PREPARER",
    );
    const across = demo.steps.filter(({ what }) => what?.includes("other end's node"));
    expect(across.map(({ by }) => by)).toEqual([
      ...["centre, first person", "centre, first person", "firm-1"],
      ...["centre, first person", "firm-1"],
    ]);
    expect(demo.steps.at(-1)).toMatchObject({ by: "firm-1", result: "MISMATCH", next: null });
  });

  test("is the same on every node, and has nothing of what was written", async () => {
    const [firm = "", number = ""] = demo.letter.split("/");
    const seen: string[] = [];
    for (const node of [0, 1, 2, 3]) {
      const found = await eventually("every step to be there", async () => {
        const params = { firm, number };
        const one = await devnet.call<{ history: unknown[] }>("letter_get", params, node);
        return one.history.length === 12 ? one : undefined; // a node may be a block behind
      });
      seen.push(JSON.stringify(found));
    }
    expect(new Set(seen).size).toBe(1);
    for (const content of ["1284350", "4750000", "DK-2025", "0200 0034", "Yuanhang", "Ningbo"]) {
      expect(seen[0]).not.toContain(content);
    }
  });

  describe("its content", () => {
    const [form, package1, got] = ["form.json", "request.letter", "got.letter"].map(
      (name) => () => join(devnet.directory, name),
    ) as [() => string, () => string, () => string];
    /** Few could be guessed from outside, and each stands in the form and nowhere else. */
    const secrets = ["Nordlicht Handel", "6222021001112223334", "31415926.53", "DK-2718-2818"];

    test("goes from the firm's node to the bank's, by commands", async () => {
      const file = join(devnet.directory, "list.csv");
      writeFileSync(file, `account,balance\n${secrets.join(",")}\n`);
      writeFileSync(form(), JSON.stringify(secretForm(secrets)));
      const key = ["--key", devnet.key("firm-1")];
      const issue = ["letter", "issue", form(), ...key, "--attach", file, "--out", package1()];
      expect(answer(issue)).toMatchObject({ file: package1(), sent: true });
      await eventually("the bank's node to have it", async () => {
        const fetch = ["letter", "fetch", "firm-1/E2E-1", "--out", got(), "--json"];
        return (await devnet.begin(fetch, { node: 1 })).status === 0 ? true : undefined;
      });
      expect(readFileSync(got()).equals(readFileSync(package1()))).toBe(true);
      const accept = ["letter", "accept", "firm-1/E2E-1", "--key", devnet.key("bank-cn")];
      const { file: fetched } = answer<{ file: string }>(accept, 1);
      const own = readFileSync(join(devnet.directory, fetched));
      expect(own.equals(readFileSync(package1()))).toBe(true);
      const sent = ["letter", "send", "firm-1/E2E-1", package1()]; // again: harmless
      expect(answer(sent)).toEqual({ document: "request", to: "bank-cn" });
    });

    test("is given by no other node", () => {
      const fetch = ["letter", "fetch", "firm-1/E2E-1", "--out", `${got()}.2`, "--json"];
      for (const n of [2, 3]) {
        const { status, stderr } = devnet.portolan(fetch, { node: n });
        expect([status, stderr.split(":")[0]]).toEqual([1, "NOT_SERVED"]);
      }
    });

    test("leaves nothing readable in any database, log or metric of any node, nor a hash of it", async () => {
      await expectNowhere(devnet, secrets);
      const forms = readFileSync(form()); // the search finds what is there
      for (const one of secrets) expect(forms.includes(one)).toBe(true);
    });
  });

  test("its answer, and one item of it, are proven against the genesis file", async () => {
    const file = demo.files.at(-1)!;
    const [proof, shown] = ["proof.json", "loans.json"].map((name) => join(devnet.directory, name));
    writeFileSync(
      proof!,
      JSON.stringify(answer(["letter", "proof", demo.letter, "--of", "reply"])),
    );
    writeFileSync(shown!, JSON.stringify(answer(["letter", "disclose", file, "--item", "loans"])));
    await devnet.stop();
    for (const one of [file, shown!]) {
      const against = ["--proof", proof!, "--genesis", devnet.genesis];
      expect(answer(["letter", "verify", one, ...against])).toMatchObject({
        valid: true,
        step: "reply",
      });
    }
    expect(readFileSync(shown!, "utf8")).not.toContain("deposits");
  });
});

function secretForm([name, account, balance, loan]: readonly string[]): object {
  const struck = Object.fromEntries(itemsOf("format-1").map((item) => [item, "struck"]));
  const nothing = { from: null, to: null, restriction: null, remark: null };
  const deposit = { accountName: name, accountNumber: account, currency: "EUR", rate: null };
  const ofDeposit = { accountType: "current", balance, pooled: false, ...nothing };
  const term = { from: "2025-01-01", to: "2027-01-01", rate: "3.1", security: null, remark: null };
  const ofLoan = { borrower: name, loanNumber: loan, currency: "EUR", balance, ...term };
  return {
    ...{ number: "E2E-1", bank: "bank-cn", entity: "enterprise-1", format: "format-1" },
    ...{ asOf: "2025-12-31", firmName: "Firm", bankName: "Bank", entityName: name },
    items: {
      ...struck,
      deposits: { rows: [{ ...deposit, ...ofDeposit }] },
      loans: { rows: [ofLoan] },
    },
  };
}
