import { type AccountId, formatAccount } from "../../../src/primitives/account-id.ts";
import { formatAsset } from "../../../src/primitives/asset-id.ts";
import type { Json } from "../../../src/primitives/fields/field.ts";
import type { Client } from "../../../src/rpc/client.ts";
import { CODES, cny, merchant, payFirm, platform } from "../../customs/port.ts";
import { buyer, partner } from "../mall/mall-ledger.ts";
import type { Found, FoundOrder, Party } from "./deed.ts";
import { ABROAD } from "./orders.ts";

const PAGE = 100;
/** The rest is read by the hundred. */
const BY_NUMBER_EVERY = 20;
const ACCOUNTS: Readonly<Record<Party, AccountId>> = {
  ...{ buyer: buyer.account, partner: partner.account },
  ...{ merchant: merchant.account, platform: platform.account },
};

interface Money {
  readonly goods: string;
  readonly tax: string;
}
interface OrderJson {
  readonly orderNo: string;
  readonly status: string;
  readonly escrow: Money;
  readonly refunded: Money;
}
interface ShelfJson {
  readonly itemNo: string;
  readonly onHand: string;
  readonly reserved: string;
}
type Params = Readonly<Record<string, Json>>;

/** All of the fair that a node tells over JSON-RPC. Throws if it says something else of an order that it is asked for by number. */
export async function readNode(client: Client, where: string): Promise<Found> {
  const asset = formatAsset(cny);
  const stock = { warehouse: ABROAD, merchant: CODES.merchant };
  const shelves = await pages<ShelfJson>(client, "trade_stock", "shelves", stock);
  const mine = { account: formatAccount(buyer.account) };
  const orders = await pages<OrderJson>(client, "trade_orders", "orders", mine);
  const found = new Map(orders.map((one) => [one.orderNo.slice(2), orderOf(one)]));
  await checkByNumber(client, found);
  const money = await Promise.all([
    ...[availableTo(client, "buyer"), availableTo(client, "partner")],
    ...[availableTo(client, "merchant"), availableTo(client, "platform")],
  ]);
  const keeper = { account: formatAccount(payFirm.account), asset };
  const { inEscrow } = await client.call<{ inEscrow: string }>("trade_escrow", keeper);
  return {
    where,
    shelves: new Map(
      shelves.map(({ itemNo, ...one }) => [itemNo, [BigInt(one.onHand), BigInt(one.reserved)]]),
    ),
    orders: found,
    money: { buyer: money[0]!, partner: money[1]!, merchant: money[2]!, platform: money[3]! },
    escrow: BigInt(inEscrow),
  };
}

/** Some orders by their numbers: trade_order is another way to them than trade_orders. */
async function checkByNumber(
  client: Client,
  found: ReadonlyMap<string, FoundOrder>,
): Promise<void> {
  for (const [no, listed] of [...found].filter((_, at) => at % BY_NUMBER_EVERY === 0)) {
    const named = { ebpCode: CODES.platform, orderNo: `O-${no}` };
    const { order } = await client.call<{ order: OrderJson }>("trade_order", named);
    if (String(orderOf(order)) === String(listed)) continue;
    throw new Error(`trade_order says ${String(orderOf(order))} of ${no}, not ${String(listed)}`);
  }
}

function orderOf({ status, escrow, refunded }: OrderJson): FoundOrder {
  const [goods, tax] = [BigInt(escrow.goods), BigInt(escrow.tax)];
  return [status, goods, tax, BigInt(refunded.goods), BigInt(refunded.tax)];
}

async function availableTo(client: Client, who: Party): Promise<bigint> {
  const params = { account: formatAccount(ACCOUNTS[who]), limit: PAGE };
  const { balances } = await client.call<{ balances: { asset: string; available: string }[] }>(
    "account_balances",
    params,
  );
  return BigInt(balances.find(({ asset }) => asset === formatAsset(cny))?.available ?? 0);
}

/** All entries of a list, page by page. */
async function pages<T>(client: Client, method: string, of: string, params: Params): Promise<T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const from: Params = after === null ? {} : { after };
    const page: Record<string, Json> = await client.call(method, {
      ...{ ...params, ...from },
      limit: PAGE,
    });
    all.push(...(page[of] as unknown as T[]));
    after = page["next"] as string | null;
  } while (after !== null);
  return all;
}
