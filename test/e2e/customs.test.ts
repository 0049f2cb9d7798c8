import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { cebFiles, exportFiles, laterExportFiles, laterFiles, PERSONAL } from "./ceb-files.ts";
import { Devnet, eventually } from "./devnet.ts";
import { expectNowhere } from "./left-behind.ts";

// Goal: parcels go through customs on a network of real nodes, by commands and by CEB files that arrive at different nodes at the same
// moment; no node has anything of a person.
// Method: the demo, `customs import`, four processes; every file, log and metric of every node is searched.

interface Step {
  readonly by: string;
  readonly what: string;
  readonly status: string | null;
  readonly mismatches: string | null;
  readonly tax: string | null;
}
interface Demo {
  readonly steps: readonly Step[];
  readonly lists: readonly string[];
  readonly entryId: string;
}
/** What the receipts of a file say, in their order. */
const statusesIn = (xml: string): (string | undefined)[] =>
  [...xml.matchAll(/<ceb:returnStatus>(.*?)</g)].map(([, code]) => code);
/** Eighteen characters that customs gives a list. */
const invtNoOf = (no: string): string => `5141202611290000${no}`;
interface Trade {
  readonly trades: readonly {
    readonly steps: readonly { escrow: string; changes: Record<string, string> }[];
  }[];
  readonly orders: readonly string[];
}
/** What everybody has more or less at the end of a trade; nothing is in escrow any more. */
const moved = (changes: Record<string, string>) => ({
  ...{ escrow: "0", buyer: "0", partner: "0", merchant: "0", platform: "0", tax: "0" },
  ...changes,
});
const SENDERS = {
  order: "platform-1",
  payment: "payfirm-1",
  waybill: "carrier-1",
  list: "declarant-1",
};

describe("customs on four nodes", () => {
  let devnet: Devnet;
  let demo: Demo;

  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
    demo = answer<Demo>(["demo", "customs", "--dir", devnet.directory]);
  }, 120_000);
  afterAll(() => devnet.remove(), 60_000);

  const answer = <T>(args: readonly string[], node = 0): T => devnet.json<T>(args, { node });

  /** The same without holding this process up: connections that a node closes meanwhile are not used again. */
  async function told<T>(args: readonly string[], key?: string): Promise<T> {
    const options = key === undefined ? {} : { key };
    const { status, stdout, stderr } = await devnet.begin([...args, "--json"], options);
    expect([status, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout) as T;
  }

  /** The waybill of an order that alice has placed in the trade demo. */
  async function parcelOfAlice(): Promise<string> {
    const [order] = await told<readonly { orderNo: string }[]>(["trade", "orders", "alice"]);
    return `440196000C/W-${order!.orderNo.slice("O-".length)}`;
  }

  /** Everybody hands in the files of its own, each at another node and at the same moment. */
  async function importAll(
    folder: string,
    stage: string,
    files: Readonly<Record<string, readonly Uint8Array[]>>,
  ): Promise<void> {
    const begun = Object.entries(files).map(([key, own], node) => {
      const paths = own.map((bytes, at) => {
        const path = join(folder, `${stage}-${key}-${at}.xml`);
        writeFileSync(path, bytes);
        return path;
      });
      const line = ["customs", "import", ...paths, "--answers", folder, "--json"];
      return devnet.begin([...line, "--consignee-secret", join(folder, "secret")], { node, key });
    });
    for (const { status, stdout, stderr } of await Promise.all(begun)) {
      expect([status, stderr, stdout]).toEqual([0, expect.anything(), expect.anything()]);
    }
  }

  /** What every node tells of a list, once they have come to the same. */
  async function listEverywhere(params: object): Promise<{ list: { status: string } }> {
    return eventually("every node to tell the same", async () => {
      const all = [0, 1, 2, 3].map((n) =>
        devnet.call<{ list: { status: string } }>("customs_list", params, n),
      );
      const seen = await Promise.all(all);
      return new Set(seen.map((one) => JSON.stringify(one))).size === 1 ? seen[0] : undefined;
    });
  }

  test("the demo: direct mail that comes back in part, a sale that is put right, an export", async () => {
    const of = (words: string) => demo.steps.find(({ what }) => what.includes(words))!;
    expect(of("everything is there").status).toBe("matched");
    expect(of("has seen what it wanted").status).toBe("concluded");
    expect([of("tax is billed").tax, of("owed no more").tax]).toEqual(["4004", "2002"]);
    expect(of("out of the bonded warehouse")).toMatchObject({
      ...{ status: "mismatched", mismatches: "AMOUNT_PAID" },
    });
    expect(of("puts the payment right").status).toBe("matched");
    for (const name of demo.lists) {
      const [agentCode, copNo] = name.split("/");
      expect((await listEverywhere({ agentCode, copNo })).list.status).toBe("released");
    }
    const entry = await devnet.call("customs_entry", { entryId: demo.entryId });
    expect(entry).toMatchObject({ entryId: demo.entryId });
  });

  test("four files at four nodes at the same moment make one match, and each its receipt", async () => {
    const folder = join(devnet.directory, "ceb");
    mkdirSync(folder);
    writeFileSync(join(folder, "secret"), "5a".repeat(32));
    const files = cebFiles(["X1"]);
    const names = ["order", "payment", "waybill", "list"] as const;
    for (const name of names) writeFileSync(join(folder, `${name}.xml`), files[name]);
    const line = (name: (typeof names)[number]) => [
      ...["customs", "import", join(folder, `${name}.xml`), "--answers", folder, "--json"],
      ...["--consignee-secret", join(folder, "secret")],
    ];
    const all = names.map((name, node) => devnet.begin(line(name), { node, key: SENDERS[name] }));
    for (const { status, stdout, stderr } of await Promise.all(all)) {
      expect([status, stderr, stdout]).toEqual([0, expect.anything(), expect.anything()]);
    }
    const key = { agentCode: "440196000D", copNo: "L-X1" };
    expect((await listEverywhere(key)).list.status).toBe("matched");
    const again = devnet.portolan(line("list"), { node: 1, key: SENDERS.list });
    expect(again.status).toBe(0);
    const receipt = readFileSync(join(folder, "list.622.xml"), "utf8");
    expect(receipt).toContain("<ceb:returnStatus>3</ceb:returnStatus>");
    expect(receipt).toContain("<ceb:copNo>L-X1</ceb:copNo>");
  });

  test("imports and exports go their whole way by files: tracked, stored, sent back, cancelled, summed up", async () => {
    const folder = join(devnet.directory, "ceb-later");
    mkdirSync(folder);
    writeFileSync(join(folder, "secret"), "5a".repeat(32));
    // Bills that are made from now on can be paid at once.
    const rule = { country: "CN", name: "customs-tax-from-days", value: "0" };
    const path = join(folder, "parameter.json");
    writeFileSync(path, JSON.stringify({ ...rule, effectiveFromMs: Date.now() + 4_000 }));
    devnet.json(["op", "parameter.set", "--body", path], { key: "regulator-cn" });

    const imports = cebFiles(["B1", "B2"]);
    const exports = ["E1", "E2"].map(exportFiles);
    await importAll(folder, "new", {
      "platform-1": [imports.order, ...exports.map(({ order }) => order)],
      "payfirm-1": [imports.payment, ...exports.map(({ payment }) => payment)],
      "carrier-1": [imports.waybill, ...exports.map(({ waybill }) => waybill)],
      "declarant-1": [imports.list, ...exports.map(({ list }) => list)],
    });
    const [b1, b2] = [laterFiles("B1", invtNoOf("B1")), laterFiles("B2", invtNoOf("B2"))];
    await importAll(folder, "arrived", { "warehouse-1": [b1.arrived] });
    const numbers = { B1: "800", B2: "300", E1: "800", E2: "300" };
    for (const [no, code] of Object.entries(numbers)) {
      const copNo = `L-${no}`;
      const { list } = await listEverywhere({ agentCode: "440196000D", copNo });
      expect(list.status, no).toBe("matched");
      const receipt = [`440196000D/${copNo}`, code, "--invt-no", invtNoOf(no)];
      devnet.json(["customs", "receipt", ...receipt], { key: "customs-cn" });
    }

    const [e1, e2] = [
      laterExportFiles("E1", invtNoOf("E1")),
      laterExportFiles("E2", invtNoOf("E2")),
    ];
    await importAll(folder, "later", {
      "carrier-1": [b1.delivered],
      "declarant-1": [b1.return, b2.cancel, e2.cancel, e1.summary],
    });
    const key = { logisticsCode: "440196000C", logisticsNo: "W-B1" };
    const { document } = await eventually("the waybill's events", async () => {
      const found = await devnet.call<{ document: Record<string, unknown> }>(
        "customs_waybill",
        key,
      );
      return found.document["logisticsStatus"] === null ? undefined : found;
    });
    expect(document).toMatchObject({
      ...{ logisticsStatus: "delivered", arrivedAt: expect.any(Number) as number },
    });
    for (const [no, file] of [
      ["B2", "624"],
      ["E2", "606"],
    ] as const) {
      const name = `440196000D/L-${no}`;
      devnet.json(["customs", "decide-cancel", name, "--approve"], { key: "customs-cn" });
      const { list } = await listEverywhere({ agentCode: "440196000D", copNo: `L-${no}` });
      expect(list.status, no).toBe("cancelled");
      expect(
        readdirSync(folder).some((one) => one.includes(`.${file}.`)),
        file,
      ).toBe(true);
    }
    const summed = devnet.json<{ summary: string }>(["customs", "list", "440196000D/L-E1"]);
    const entryId = invtNoOf("D1");
    devnet.json(["customs", "enter", summed.summary, entryId], { key: "customs-cn" });
    expect(devnet.json(["customs", "list", "440196000D/L-E1"])).toMatchObject({ entryId });

    const list = "440196000D/L-B1";
    const paid = devnet.json<{ id: string }>(["customs", "pay-tax", list], { key: "platform-1" });
    expect(paid).toMatchObject({ status: "committed" });
    for (const step of ["decide-return", "arrive-return"]) {
      const approve = step === "decide-return" ? ["--approve"] : [];
      devnet.json(["customs", step, list, "0", ...approve], { key: "customs-cn" });
    }
    devnet.json(["customs", "refund-tax", list], { key: "tax-cn" });
    const { bill } = devnet.json<{ bill: object }>(["customs", "list", list]);
    expect(bill).toMatchObject({ paid: "4004", refundDue: "2002", refunded: "2002" });

    const line = ["customs", "receipts", list, "440196000D/L-E1", "--answers", folder];
    const written = devnet.json<{ type: string; file: string }[]>(line);
    expect(written.map(({ type }) => type)).toEqual(["622", "816", "818", "604"]);
    const [receipts, taxBill, taxStatus, exported] = written.map(({ file }) =>
      readFileSync(file, "utf8"),
    );
    expect(statusesIn(receipts!)).toEqual(["3", "800"]);
    expect(taxBill).toContain("<ceb:valueAddedTax>40.04</ceb:valueAddedTax>");
    expect(taxStatus).toContain("<ceb:status>2</ceb:status>");
    expect([statusesIn(exported!), exported]).toEqual([
      ["3", "800"],
      expect.stringContaining("<ceb:statisticsFlag>B</ceb:statisticsFlag>"),
    ]);
  }, 180_000);

  test("the trade demo: a bonded sale, one that comes back in part, an export converted and with its refund, to the fen", async () => {
    const { trades, orders } = await told<Trade>(["demo", "trade", "--dir", devnet.directory]);
    const last = trades.map(({ steps }) => steps.at(-1)!);
    expect(last.map(({ escrow, changes }) => ({ escrow, ...changes }))).toEqual([
      moved({ buyer: "-48004", partner: "4200", merchant: "39800", platform: "4004" }),
      moved({ buyer: "-25002", partner: "2195", merchant: "20805", platform: "2002" }),
      moved({ merchant: "316300", tax: "-3900" }),
    ]);
    for (const orderNo of orders) {
      const line = ["trade", "order", `440196000P/${orderNo}`];
      const { order } = await told<{ order: object }>(line);
      const nothing = { goods: "0", tax: "0" };
      expect(order).toMatchObject({ status: "done", escrow: nothing });
    }
  }, 120_000);

  test("whoever scans the code on a parcel reads at any node where its goods come from, and when they are recalled", async () => {
    const lot = ["440196000M", "LOT-7", "MILK-900", "10", "--made", "2026-11-20"];
    await told(["trade", "create-batch", ...lot, "--origin", "609"], "merchant-1");
    const pack = ["trade", "pack", "440196000M/LOT-7", "1", await parcelOfAlice()];
    const site = ["--site", devnet.rpc(2)];
    const { address } = await told<{ address: string }>([...pack, ...site], "merchant-1");
    const page = (words: string) =>
      eventually(`a page that says: ${words}`, async () => {
        const text = await (await fetch(address)).text();
        return text.includes(words) ? text : undefined;
      });
    expect(await page("Nobody has recalled these goods")).toContain("LOT-7");
    const notice = join(devnet.directory, "notice.txt");
    writeFileSync(notice, "Do not drink LOT-7.");
    const recall = ["trade", "recall", "440196000M/LOT-7", "--reason", "SPOILED"];
    await told([...recall, "--notice", notice], "merchant-1");
    expect(await page("do not use them")).toContain("spoiled");
    const statistics = await (await fetch(`${devnet.rpc(3)}/statistics`)).text();
    expect(statistics).toMatch(/<svg[\s\S]*Stock in warehouses[\s\S]*<svg[\s\S]*tins/);
  });

  test("nothing of a person is in any file, log or metric of any node, nor a hash of it", async () => {
    await expectNowhere(devnet, PERSONAL);
    const order = readFileSync(join(devnet.directory, "ceb", "order.xml")); // the search finds what is there
    for (const one of PERSONAL) expect(order.includes(one), one).toBe(true);
  });
});
