import { formatAccount } from "../../primitives/account-id.ts";
import { assetCode, formatAsset } from "../../primitives/asset-id.ts";
import { fromHex, toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { assets, BALANCE_PREFIX, balances as stored } from "../../transactions/assets/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { account, asset, flag, integer, listOf, minor, nullable, shape, text } from "../schemas.ts";

/** account_balances: what an account holds. What is held is promised and cannot be spent. */
export const balances = defineMethod({
  name: "account_balances",
  summary: "An account's balances by asset, in minor units.",
  params: {
    account: accountInput,
    after: optional(
      of(field.asset(), "The asset after which to go on: `next` of the answer before."),
    ),
    limit: limitInput,
  },
  result: shape({
    account,
    /** The state read is this height's or a later one's. */
    height: integer,
    balances: listOf(
      shape({
        asset,
        code: text,
        decimals: integer,
        available: minor,
        held: minor,
        /** Whether the issuer has authorised the account to hold it; null if it never said. */
        authorised: nullable(flag),
        /** Why the issuer froze it for this account, while it is; asset_get says if it is for everybody. */
        frozen: nullable(text),
      }),
    ),
    next: nullable(asset),
  }),
  errors: {},
  example: { params: { account: "alice" } },
  right: "read",
  async handle({ account: id, after, limit }, node) {
    const { height } = node.chain.head();
    const prefix = `${BALANCE_PREFIX}${toHex(id)}/`;
    const start = after === undefined ? undefined : stored.key(id, after);
    const page = await pageOf(node, prefix, start, limit);
    const list = page.entries.map(({ key, value }) => {
      const asset = fromHex(key.slice(prefix.length))!;
      const { available, held, authorised, frozen } = stored.decode(value);
      return {
        asset: formatAsset(asset),
        code: assetCode(asset),
        decimals: assets.read(node.ledger, asset)?.decimals ?? 0,
        available: available.toString(),
        held: held.toString(),
        authorised: authorised ?? null,
        frozen: frozen ?? null,
      };
    });
    const next = page.isLast ? null : (list.at(-1)?.asset ?? null);
    return { account: formatAccount(id), height, balances: list, next };
  },
});
