import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import encodeQR from "qr";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import { CODES, MILK } from "../customs/port.ts";
import { DairyNode } from "../rpc/dairy-node.ts";
import { Desk } from "./desk.ts";

// Goal: who makes, moves, examines and packs goods does it by commands, and whoever scans a parcel is told from where they come.
// Method: commands as typed, over a real server and ledger.

const desk = new Desk();
let node: DairyNode;
const LOT = `${CODES.merchant}/LOT-1`;
const PARCEL = `${CODES.carrier}/W-1`;
const NOTICE = "Do not drink LOT-1.";
const NOTICE_HASH = toHex(sha256(new TextEncoder().encode(NOTICE)));
let notice: string;

beforeAll(async () => {
  await desk.keys("merchant-1", "warehouse-1", "carrier-1", "inspection-cn");
  notice = join(desk.home, "notice.txt");
  writeFileSync(notice, NOTICE);
});
afterAll(() => desk.close());
beforeEach(async () => {
  node = new DairyNode();
  node.open();
  node.waybill("1");
  await desk.openAt(node);
});

const merchant = (...line: string[]) => desk.say(["trade", ...line], "merchant-1");
const warehouse = (...line: string[]) => desk.say(["trade", ...line], "warehouse-1");
const inspection = (...line: string[]) => desk.say(["trade", ...line], "inspection-cn");
const trace = (goods: string) => desk.say(["customs", "trace", goods]);
const create = (batchNo: string, quantity = "10") =>
  merchant(
    ...["create-batch", CODES.merchant, batchNo, MILK.itemNo, quantity],
    ...["--made", "2026-11-01", "--origin", MILK.origin],
  );
const recall = (batch = LOT) =>
  merchant("recall", batch, "--reason", "CONTAMINATION", "--notice", notice);
/** Packs one unit, and gives the code that was printed. */
async function packed(batch = LOT, ...more: string[]): Promise<string> {
  const line = ["trade", "pack", batch, "1", PARCEL, ...more];
  return (await desk.json<{ code: string }>(line, "merchant-1")).code;
}

test("from the farm to the parcel: made, examined, split, merged, moved and packed", async () => {
  for (const batchNo of ["LOT-1", "LOT-2"]) await create(batchNo);
  const certificate = ["--country", "CN", "--code", "CERT-7", "--document", notice];
  await inspection("tell", LOT, "inspected-passed", ...certificate);
  await merchant("split-batch", LOT, "LOT-1/A=4", "LOT-1/B=2.5");
  const shares = [`${LOT}/A=1.5`, `${CODES.merchant}/LOT-2=1`];
  expect(await merchant("merge-batches", "LOT-1/A/M", ...shares)).toMatch(/quantity +2\.5$/m);
  await merchant("hand-over", `${LOT}/A/M`, "warehouse-1");
  expect(await warehouse("take-over", `${LOT}/A/M`)).toMatch(/left +2\.5$/m);
  const said = await warehouse("pack", `${LOT}/A/M`, "0.5", PARCEL);
  const [code] = /^[0-9a-f]{32}$/m.exec(said)!;
  expect(said).toMatch(/left +2$/m);
  const shown = await trace(code);
  expect(shown).toMatch(/recalled +(false|no)/);
  expect(shown).toMatch(new RegExp(`parcel +${PARCEL}`));
  expect(shown).toMatch(/quantity +0\.5$/m);
  expect(shown).toMatch(/custodian +warehouse-1/);
  expect(shown).toMatch(/packedBy +warehouse-1\npackedAtMs +20/);
  expect(shown).toMatch(
    new RegExp(`LOT-1 +inspected-passed +CERT-7 +CN +inspection-cn +\\d+ +${NOTICE_HASH}`),
  );
  expect(shown).toMatch(/LOT-1\/A\/M +offered +warehouse-1 +– +merchant-1/);
  expect(await trace(`${LOT}/A/M`)).not.toContain("W-1");
  const lot = await merchant("batch", LOT);
  expect(lot).toMatch(/left +3\.5$/m);
  expect(lot).toMatch(/LOT-1\/B +2\.5 +2\.5 +0 +merchant-1/);
  expect(lot).toMatch(/LOT-1\/A\/M +2\.5 +2 +1 +warehouse-1/);
});

test("a code is made and shown with the address to print, or taken as it is given", async () => {
  await create("LOT-1");
  const code = "5e".repeat(16);
  expect(await packed(LOT, "--code", code)).toBe(code);
  const said = await merchant("pack", LOT, "1", PARCEL, "--site", "https://trace.example/");
  const [address] = /https:\/\/trace\.example\/trace\/[0-9a-f]{32}$/m.exec(said)!;
  expect(address).not.toContain(code);
  expect(said).toContain(encodeQR(address, "ascii", { ecc: "quartile" }).trim());
  expect(await trace(address)).toMatch(/batch +LOT-1$/m);
  const [used] = await desk.refusal(
    ["trade", "pack", LOT, "1", PARCEL, "--code", code],
    "merchant-1",
  );
  expect(used).toBe("CODE_USED");
});

test("the code is a picture to print, in a new file; without one nothing is packed", async () => {
  await create("LOT-1");
  const file = join(desk.home, "label.svg");
  const code = await packed(LOT, "--site", "https://trace.example", "--qr", file);
  const picture = encodeQR(`https://trace.example/trace/${code}`, "svg", { ecc: "quartile" });
  expect(readFileSync(file, "utf8")).toBe(picture);
  const again = ["trade", "pack", LOT, "1", PARCEL, "--qr", file];
  expect((await desk.refusal(again, "merchant-1"))[0]).toBe("FILE_UNWRITABLE");
  expect(await desk.say(["trade", "batch", LOT])).toMatch(/^parcels +1$/m);
  const unused = join(desk.home, "unused.svg");
  const tooMuch = ["trade", "pack", LOT, "10", PARCEL, "--qr", unused];
  expect((await desk.refusal(tooMuch, "merchant-1"))[0]).toBe("MORE_THAN_LEFT");
  expect(existsSync(unused)).toBe(false);
});

test("a recall is said before all else, finds every parcel, and is lifted", async () => {
  await create("LOT-1");
  await merchant("split-batch", LOT, "LOT-1/A=4");
  const codes = [await packed(), await packed(`${LOT}/A`)];
  expect(await trace(codes[1]!)).not.toContain("RECALLED");
  await recall();
  const first = `^RECALLED.*\\n${LOT} +CONTAMINATION +merchant-1 .* ${NOTICE_HASH}\\n`;
  for (const code of codes) expect(await trace(code)).toMatch(new RegExp(first));
  expect(await merchant("batch", `${LOT}/A`)).toMatch(new RegExp(first));
  const parcels = await merchant("recalled-parcels", LOT);
  expect(parcels).toMatch(new RegExp(first));
  expect(parcels).toMatch(new RegExp(`${PARCEL} +LOT-1 +1 +merchant-1`));
  expect(parcels).toMatch(new RegExp(`${PARCEL} +LOT-1/A +1 +merchant-1`));
  for (const code of codes) expect(parcels).not.toContain(code);
  const [code] = await desk.refusal(["trade", "pack", LOT, "1", PARCEL], "merchant-1");
  expect(code).toBe("RECALLED");
  await merchant("lift-recall", LOT);
  expect(await trace(codes[0]!)).not.toContain("RECALLED");
});

test("an offer is taken back", async () => {
  await create("LOT-1");
  await merchant("hand-over", LOT, "warehouse-1");
  expect(await merchant("batch", LOT)).toMatch(/offeredTo +warehouse-1/);
  await merchant("hand-over", LOT, "--withdraw");
  const [code] = await desk.refusal(["trade", "take-over", LOT], "warehouse-1");
  expect(code).toBe("NOT_OFFERED");
});

test("more than one answer holds is read page by page", async () => {
  const lot = node.create("LOT-1", 1_000n);
  for (let at = 0; at < 110; at++) node.tell(lot, "temperature", "carrier-1", { code: `${at} C` });
  const { events } = await desk.json<{ events: object[] }>(["customs", "trace", LOT]);
  expect(events).toHaveLength(111);
  expect(await merchant("batch", toHex(lot))).toMatch(/temperature +109 C/);
});

test("what nobody has made or packed is said to be unknown", async () => {
  for (const goods of ["5e".repeat(16), LOT]) {
    expect(await desk.refusal(["customs", "trace", goods])).toEqual(["UNKNOWN_GOODS", 1]);
  }
  for (const read of ["batch", "recalled-parcels"]) {
    expect(await desk.refusal(["trade", read, LOT])).toEqual(["UNKNOWN_BATCH", 1]);
  }
});

describe("what is wrong on this side is said before anything is signed", () => {
  test.each([
    ["BATCH_FORMAT", ["take-over", "LOT-1"]],
    ["QUANTITY_FORMAT", ["split-batch", LOT, "LOT-1/A=much"]],
    ["SHARE_FORMAT", ["split-batch", LOT, "LOT-1/A"]],
    ["SHARE_FORMAT", ["merge-batches", "LOT-1/M", LOT]],
    ["ONE_OF_TWO", ["hand-over", LOT]],
    ["ONE_OF_TWO", ["hand-over", LOT, "warehouse-1", "--withdraw"]],
    ["PARCEL_FORMAT", ["pack", LOT, "1", "W-1"]],
    ["CODE_FORMAT", ["pack", LOT, "1", PARCEL, "--code", "5e"]],
    ["SITE_FORMAT", ["pack", LOT, "1", PARCEL, "--site", "trace.example"]],
    ["FILE_UNREADABLE", ["recall", LOT, "--reason", "DEFECT", "--notice", "none.txt"]],
    ["MALFORMED_BODY", ["recall", LOT, "--reason", "BAD", "--notice", NOTICE_HASH]],
    ["MALFORMED_BODY", ["tell", LOT, "eaten"]],
  ])("%s", async (code, line) => {
    expect(await desk.refusal(["trade", ...line], "merchant-1")).toEqual([code, 2]);
  });

  test.each(["LOT-1", "5e".repeat(15), "https://trace.example/5e"])(
    "GOODS_FORMAT of %s",
    async (goods) => {
      expect(await desk.refusal(["customs", "trace", goods])).toEqual(["GOODS_FORMAT", 2]);
    },
  );
});
