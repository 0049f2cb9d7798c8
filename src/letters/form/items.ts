import type { AnyShape, RecordField } from "../../primitives/fields/composites.ts";
import type { Item } from "../../transactions/letters/items.ts";
import { capitalContributions, cashPool, closedAccounts, deposits } from "./accounts.ts";
import { contentOf, type ItemForm } from "./columns.ts";
import { custody, other, wealthProducts } from "./holdings.ts";
import {
  bankAcceptances,
  collectionBills,
  discountedBills,
  fxContracts,
  lettersOfCredit,
} from "./instruments.ts";
import { entrustedBorrower, entrustedPrincipal, guarantees, loans } from "./lending.ts";

/** The items of the forms of 财会〔2020〕12号: checks, canonical bytes, both renderings and the matching read this table. */
export const itemForms: Readonly<Record<Item, ItemForm>> = {
  deposits,
  loans,
  "closed-accounts": closedAccounts,
  "entrusted-loans-principal": entrustedPrincipal,
  "entrusted-loans-borrower": entrustedBorrower,
  guarantees,
  "bank-acceptances": bankAcceptances,
  "discounted-bills": discountedBills,
  "collection-bills": collectionBills,
  "letters-of-credit": lettersOfCredit,
  "fx-contracts": fxContracts,
  custody,
  "wealth-products": wealthProducts,
  other,
  "cash-pool": cashPool,
  "capital-contributions": capitalContributions,
};

const contents = Object.fromEntries(
  Object.entries(itemForms).map(([item, form]) => [item, contentOf(form)]),
) as Readonly<Record<Item, RecordField<AnyShape>>>;

/** How an item's content is read, checked and written. */
export function contentField(item: Item): RecordField<AnyShape> {
  return contents[item];
}
