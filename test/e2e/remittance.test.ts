import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type CommandResult, Devnet } from "./devnet.ts";

// Goal: the wallet remittance of docs/domain section 1 works as people use it, and both ends see the same at each step.
// Method: four real processes and the command line; payer and receiver each at a node of their own.

interface Seen {
  readonly status: string | null;
  readonly available: string;
  readonly held: string;
}
interface Step {
  readonly by: string;
  readonly what: string;
  readonly payer: Seen;
  readonly receiver: Seen;
}

describe("a remittance over two wallets and a settlement bank", () => {
  let devnet: Devnet;

  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
  }, 120_000);

  afterAll(async () => {
    await devnet.remove();
  }, 60_000);

  /** What a command that must succeed answers. */
  function answer<T = Record<string, unknown>>(args: readonly string[], key?: string): T {
    const { status, stdout, stderr } = devnet.portolan(
      [...args, "--json", "--yes"],
      key === undefined ? {} : { key },
    );
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout) as T;
  }

  function refusal({ status, stderr }: CommandResult, expected = 1): string {
    expect(status, stderr).toBe(expected);
    return stderr.split(":")[0]!;
  }

  test("portolan demo remittance: approved in parallel, called back in part, refused", () => {
    const nodes = ["--dir", devnet.directory, "--receiver-rpc", devnet.rpc(3)];
    const steps = answer<Step[]>(["demo", "remittance", ...nodes]);
    const after = (what: string) => steps.find((step) => step.what.includes(what))!;

    // 1,000.00 ordered under SHAR: each of three agents charges 2.00 and 0.10 %, two of them to the payer.
    const fee = 200 + 100_000 / 1_000;
    const [ordered, settled] = [after("orders 1,000.00"), after("the last")];
    expect(ordered.payer).toEqual({
      status: "ACSP G000",
      available: String(500_000 - 100_000 - 2 * fee),
      held: String(100_000 + 2 * fee),
    });
    expect(ordered.receiver).toEqual({ status: "ACSP G000", available: "0", held: "0" });
    expect(after("documents").receiver.status).toBe("ACSP G003");
    expect(settled.payer).toMatchObject({ status: "ACCC", held: "0" });
    expect(settled.receiver).toMatchObject({ status: "ACCC", available: String(100_000 - fee) });

    const returned = after("sends 400.00");
    expect(returned.receiver.available).toBe(String(100_000 - fee - 40_000));
    const payerLeft = String(500_000 - 100_000 - 2 * fee + 40_000);
    expect(returned.payer.available).toBe(payerLeft);
    const refused = after("refuses");
    expect(refused.payer).toEqual({ status: "RJCT RR04", available: payerLeft, held: "0" });
    for (const { payer, receiver } of steps) expect(receiver.status).toBe(payer.status);
  });

  test("command by command: hold, waiting, report, approve, recall, return", () => {
    const uetr = randomUUID();
    const of = (verb: string, ...more: string[]) => ["payment", verb, uetr, ...more];
    const agents = "wallet-hk:debtor,wallet-ph:creditor";
    const order = ["--to", "bob", "--amount", "100.00 HKD@gateway-hk", "--agents", agents];
    answer(["payment", "hold", ...order, "--uetr", uetr], "alice");

    const waiting = answer<{ waitsFor: string }[]>(["payment", "waiting", "wallet-ph"]);
    expect(waiting).toMatchObject([{ waitsFor: "approval", payment: { uetr } }]);
    answer(of("report", "--reason", "G003"), "wallet-hk");
    answer(of("approve"), "wallet-ph");
    expect(answer(["payment", "waiting", "wallet-ph"])).toEqual([]);
    expect(refusal(devnet.portolan(of("approve"), { key: "wallet-ph" }))).toBe("DECIDED_ALREADY");
    expect(refusal(devnet.portolan(of("approve"), { key: "carrier-1" }))).toBe("ROLE_NOT_ALLOWED");
    expect(refusal(devnet.portolan(of("approve"), { key: "bank-cn" }))).toBe("NOT_AN_AGENT");
    answer(of("approve"), "wallet-hk");
    const tracked = devnet.portolan(of("track"), { node: 2 });
    expect(tracked.stdout).toContain("ACCC credited");
    expect(tracked.stdout).toContain("G003 documents awaited");

    answer(of("recall", "--reason", "FRAD"), "alice");
    expect(answer(["payment", "waiting", "bob"])).toMatchObject([{ waitsFor: "recall" }]);
    answer(of("return", "--amount", "10.00", "--reason", "CUST"), "bob");
    answer(of("return", "--reason", "CUST"), "bob");
    const nothing = devnet.portolan(of("return", "--reason", "CUST"), { key: "bob" });
    expect(refusal(nothing)).toBe("NOTHING_LEFT");
    expect(answer(["payment", "get", uetr])).toMatchObject({
      status: "ACCC",
      recall: { status: "accepted" },
      returns: [{ minor: "1000" }, {}],
    });
  });

  test("fees are shown as they were set", () => {
    const asset = ["--asset", "HKD@gateway-hk"];
    answer(["payment", "set-fees", ...asset, "--flat", "1.50", "--ppm", "2000"], "bank-cn");
    const { stdout } = devnet.portolan(["payment", "fees", "bank-cn", ...asset]);
    expect(stdout).toMatch(/flat +1\.50 HKD@gateway-hk\n *rate +0\.2 %/);
    const crossed = [...asset, "--least", "2.00", "--most", "1.00", "--yes"];
    const refused = devnet.portolan(["payment", "set-fees", ...crossed], { key: "bank-cn" });
    expect(refusal(refused)).toBe("LEAST_ABOVE_MOST");
  });
});
