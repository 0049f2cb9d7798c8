import { blob, bytes, hash, uuid } from "./byte-strings.ts";
import { day } from "./civil-day.ts";
import { list, optional, record } from "./composites.ts";
import { account, amount, asset } from "./ledger-kinds.ts";
import { bool, count, uint, uint128, uint64 } from "./numbers.ts";
import { choice, text } from "./texts.ts";

/** The kinds of data that a body, a block or a message is declared with. */
export const field = {
  account,
  amount,
  asset,
  blob,
  bool,
  bytes,
  choice,
  count,
  day,
  hash,
  list,
  optional,
  record,
  text,
  uint,
  uint128,
  uint64,
  uuid,
};
