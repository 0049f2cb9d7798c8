import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { cebFiles, PERSONAL } from "./ceb-files.ts";
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

  test("nothing of a person is in any file, log or metric of any node, nor a hash of it", async () => {
    await expectNowhere(devnet, PERSONAL);
    const order = readFileSync(join(devnet.directory, "ceb", "order.xml")); // the search finds what is there
    for (const one of PERSONAL) expect(order.includes(one), one).toBe(true);
  });
});
