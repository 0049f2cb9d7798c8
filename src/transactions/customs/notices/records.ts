import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { entryKey } from "../../entry-key.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";

export const noticeTerms = {
  title: field.text(200, /\S/, "must be up to 200 bytes of text"),
  /** SHA-256 of the text: a notice is public, so nothing is given away by it. */
  textHash: field.hash(),
  /** Where the text is published. */
  address: field.text(
    300,
    /^https:\/\/[\x21-\x7e]+$/,
    "must be an address that begins with https://",
  ),
  effectiveFrom: field.day(),
  /** The notice that it takes the place of. */
  supersedes: field.optional(field.hash()),
} as const;

export const noticeRecord = field.record({
  id: field.hash(),
  /** The agency's, ISO 3166-1 alpha-2. */
  country,
  ...noticeTerms,
  supersededBy: field.optional(field.hash()),
  by: field.account(),
  height: field.count(),
  timeMs: field.count(),
});
export type NoticeRecord = ValueOf<typeof noticeRecord>;

/** By id, which is that of the operation. */
export const notices = stored(noticeRecord, entryKey("customs/notice"));

export function noticesPrefix(of: string): string {
  return `customs/notice-of/${of}/`;
}
/** By country and place, from 0: in the order in which they were published. */
export const noticesOf = stored(
  field.record({ id: field.hash() }),
  (of: string, place: number) => `${noticesPrefix(of)}${place.toString().padStart(6, "0")}`,
);
/** By country: how many there are. */
export const noticeCounts = stored(
  field.record({ count: field.uint(32) }),
  (of: string) => `customs/notices/${of}`,
);
