import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { field } from "../../primitives/fields/index.ts";
import { escrows } from "../../transactions/trade/mall/orders/escrow.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, of } from "../inputs.ts";
import { account as accountSchema, asset as assetSchema, minor, shape } from "../schemas.ts";

/** trade_escrow: what an account keeps for orders of malls. It is on hold there, and part of what account_balances says is held. */
export const escrow = defineMethod({
  name: "trade_escrow",
  summary: "What an account keeps in escrow of all orders of malls together, in minor units.",
  params: { account: accountInput, asset: of(field.asset()) },
  result: shape({ account: accountSchema, asset: assetSchema, inEscrow: minor }),
  errors: {},
  example: { params: { account: "payfirm-1", asset: "CNY@gateway-cn" } },
  right: "read",
  handle({ account, asset }, { ledger }) {
    const { minor: kept } = escrows.read(ledger, account, asset) ?? { minor: 0n };
    const of = { account: formatAccount(account), asset: formatAsset(asset) };
    return { ...of, inEscrow: kept.toString() };
  },
});
