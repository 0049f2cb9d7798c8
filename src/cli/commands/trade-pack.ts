import { packBatch } from "../../transactions/trade/batches/pack.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { addressOf, codeGiven } from "../batches/code-printed.ts";
import { qrSvg, qrText } from "../batches/qr-code.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { parcelNamed } from "../customs/parcel-named.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { withNewText } from "../files.ts";
import { objectOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const tradePack = defineCommand({
  usage: "trade pack <batch> <quantity> <parcel>",
  summary:
    "Packs goods of a batch into a parcel CARRIER/WAYBILL, under a code for its receiver to scan.",
  options: [
    { flags: "--code <code>", summary: "32 random digits of hexadecimal; made here if absent" },
    { flags: "--site <url>", summary: "where a node's pages are shown to the public" },
    { flags: "--qr <file>", summary: "a new file for the code as a picture to print (SVG)" },
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
    const printed = label.address ?? code;
    const file = textOption(given, "qr");
    const pack = () => carryOutBatch(session, given, packBatch, body, summary);
    const { json, text, ...rest } = await withNewText(file, qrSvg(printed), pack);
    const print = `Print this on the parcel:\n${printed}\n\n${qrText(printed)}`;
    const shown = [text, renderJson({ code }), print].join("\n\n");
    return { ...rest, json: { ...objectOf(json, "status"), ...label }, text: shown };
  },
});
