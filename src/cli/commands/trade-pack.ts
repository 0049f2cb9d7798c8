import { packBatch } from "../../transactions/trade/batches/pack.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { addressOf, codeGiven } from "../batches/code-printed.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { parcelNamed } from "../customs/parcel-named.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { objectOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const tradePack = defineCommand({
  usage: "trade pack <batch> <quantity> <parcel>",
  summary:
    "Packs goods of a batch into a parcel CARRIER/WAYBILL, under a code for its receiver to scan.",
  options: [
    { flags: "--code <code>", summary: "32 random digits of hexadecimal; made here if absent" },
    { flags: "--site <url>", summary: "the public page on which the receiver opens the code" },
    expiresOption,
  ],
  async run(session, given) {
    const [batch, typed, parcel] = [0, 1, 2].map((at) => argument(given, at)) as [
      string,
      string,
      string,
    ];
    const [code, site] = [codeGiven(given), textOption(given, "site")];
    const label = { code, address: site === undefined ? null : addressOf(site, code) };
    const goods = { batch: batchNamed(batch), quantity: quantityOf(typed) };
    const body = { ...goods, waybill: parcelNamed(parcel), code };
    const summary = `Pack ${typed} of ${batch} into ${parcel}`;
    const { json, text, ...rest } = await carryOutBatch(session, given, packBatch, body, summary);
    const print = `Print this on the parcel, as a QR code:\n${label.address ?? code}`;
    const shown = [text, renderJson({ code }), print].join("\n\n");
    return { ...rest, json: { ...objectOf(json, "status"), ...label }, text: shown };
  },
});
