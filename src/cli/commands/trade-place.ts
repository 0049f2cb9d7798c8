import { placeOrder } from "../../transactions/trade/mall/orders/place.ts";
import { type CommandOption, defineCommand } from "../command.ts";
import { guidGiven, guidOption } from "../customs/new-guid.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { readJson } from "../files.ts";
import { type JsonObject, listOf, objectOf, textOf } from "../ledger.ts";
import { operationFromJson } from "../operations.ts";
import { listingFound } from "../trade/listing-found.ts";
import { inWords, moneyOf } from "../trade/order-money.ts";
import { orderTyped } from "../trade/order-typed.ts";

const options: readonly CommandOption[] = [
  { flags: "--platform <code>", summary: "whose order it is, by its code with customs" },
  { flags: "--order-no <number>", summary: "the platform's number of it" },
  { flags: "--merchant <code>", summary: "who sells" },
  { flags: "--lines <lines>", summary: "listing and quantity of each, like SKU-1:2,SKU-2:0.5" },
  { flags: "--direction <direction>", summary: "import or export", fallback: "import" },
  { flags: "--payer <account>", summary: "who pays: account or name" },
  { flags: "--pay-firm <code>", summary: "the payment firm that keeps the money in escrow" },
  { flags: "--goods <number>", summary: "what the buyer was shown for the goods, like 200.00" },
  { flags: "--freight <number>", summary: "beside the goods", fallback: "0" },
  { flags: "--discount <number>", summary: "off goods and freight", fallback: "0" },
  { flags: "--tax <number>", summary: "that the buyer pays with it", fallback: "0" },
  { flags: "--buyer <key>", summary: "of imports: person key, as `customs person-key` gives it" },
  { flags: "--consignee <hash>", summary: "of imports: commitment to name and address" },
];

export const tradePlace = defineCommand({
  usage: "trade place [file]",
  summary: "A platform takes an order of what is listed, by a JSON file or by options.",
  options: [...options, guidOption, expiresOption],
  async run(session, given) {
    const [file] = given.args;
    const isTyped = given.options["lines"] !== undefined;
    if ((file !== undefined) === isTyped) {
      const hint = "Give a file as `portolan op trade.order.place --schema` shows it, or --lines.";
      throw usageError("FILE_OR_OPTIONS", "An order is in a file or in options.", hint);
    }
    const typed = file === undefined ? await orderTyped(session, given) : readJson(file);
    const body: JsonObject = { guid: guidGiven(given), ...objectOf(typed, "order") };
    const operation = await session.withNames((names) =>
      operationFromJson(placeOrder, body, names),
    );
    const { listingNo } = objectOf(listOf(body["lines"], "lines")[0], "line");
    const merchant = textOf(body["ebcCode"], "ebcCode");
    const { listing } = await listingFound(session, merchant, textOf(listingNo, "listingNo"));
    const money = await moneyOf(session, listing);
    const orderNo = textOf(body["orderNo"], "orderNo");
    const summary = `Place order ${orderNo}, goods of ${inWords(body["goodsValue"], money)}`;
    const toPayInWords = ({ toPay, ...more }: JsonObject): JsonObject => {
      return { ...more, toPay: inWords(toPay, money) };
    };
    const intent = { operations: [operation], summary, inWords: toPayInWords };
    return decide(session, given, { account: await session.actor(), ...intent });
  },
});
