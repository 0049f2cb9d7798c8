import { shipOrder } from "../../transactions/trade/mall/orders/ship.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { parcelNamed } from "../customs/parcel-named.ts";
import { expiresOption } from "../decide.ts";
import { objectOf, textOf } from "../ledger.ts";
import { linesGiven, linesOption } from "../trade/lines-option.ts";
import { orderFound } from "../trade/order-named.ts";

export const tradeShip = defineCommand({
  usage: "trade ship <order> <parcel>",
  summary: "The merchant or the warehouse sends an order, or a part, as a parcel CARRIER/WAYBILL.",
  options: [linesOption, expiresOption],
  async run(session, given) {
    const [typed, parcel] = [argument(given, 0), argument(given, 1)];
    const named = parcelNamed(parcel);
    const order = objectOf((await orderFound(session, typed))["order"], "order");
    const id = textOf(order["id"], "id");
    const body = { order: id, ...named, lines: linesGiven(given, order) };
    return carryOut(session, given, shipOrder, body, `Send order ${typed} as parcel ${parcel}`);
  },
});
