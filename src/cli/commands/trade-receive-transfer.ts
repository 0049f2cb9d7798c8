import { toHex } from "../../primitives/bytes.ts";
import { receiveTransfer } from "../../transactions/trade/stock/receive-transfer.ts";
import { argument, defineCommand } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { hashOf } from "../hash.ts";
import { carryOutStock } from "../stock/in-words.ts";

export const tradeReceiveTransfer = defineCommand({
  usage: "trade receive-transfer <transfer> <quantity>",
  summary: "The other warehouse says how much of a transfer has arrived; 0 if nothing has.",
  options: [expiresOption],
  async run(session, given) {
    const [transfer, typed] = [toHex(hashOf(argument(given, 0))), argument(given, 1)];
    const body = { transfer, received: quantityOf(typed) };
    const summary = `Take ${typed} of a transfer in`;
    return carryOutStock(session, given, receiveTransfer, body, summary);
  },
});
