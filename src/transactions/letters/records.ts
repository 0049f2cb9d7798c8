import { participantName } from "../../chain/participant.ts";
import { toHex, utf8 } from "../../primitives/bytes.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { domainHash } from "../../primitives/hasher.ts";
import { limits } from "../../primitives/limits.ts";
import { entryKey } from "../entry-key.ts";
import { PARAMETER_NAMES } from "../rules/parameters.ts";
import { stored } from "../stored.ts";
import { answerResult, format, item, ITEMS } from "./items.ts";
import { status, STEPS } from "./states.ts";

/** The firm's own number of a letter, unique among its letters for ever. */
export const letterNumber = field.text(
  60,
  /^\S(.*\S)?$/u,
  "must be 1 to 60 bytes of text without spaces at its ends",
);

/** A bank's code of a branch: BIC, CNAPS code or one of its own. */
export const branchCode = field.text(
  14,
  /^[A-Z0-9]{3,14}$/,
  "must be 3 to 14 capital letters and digits, like a BIC or a CNAPS code",
);

/** Asked are these items and no others; ascending in the order of the form. */
export const askedItems = field.list(item, ITEMS.length, 1);

/** What a letter says besides its content, which is only committed to. */
export const letterTerms = {
  /** The audited entity, which authorises the bank to answer. */
  entity: participantName,
  format,
  /** The day whose balances are asked for. */
  asOf: field.day(),
  items: askedItems,
  /** Salted commitment to the form as the firm has filled it in. */
  commitment: field.hash(),
} as const;

/** Why a bank sends a letter back. The last one is the ledger's: nobody authorised in time. */
export const returnReason = field.choice([
  "CONTENT_MISSING",
  "CONTENT_DIFFERS",
  "FORM_INCOMPLETE",
  "NOT_OUR_CUSTOMER",
  "WRONG_BRANCH",
  "MANDATE_MISMATCH",
  "DUPLICATE",
  "OTHER",
  "NOT_AUTHORISED",
]);

/** Why an audited entity does not authorise. */
export const refusalReason = field.choice([
  "NOT_OUR_AUDITOR",
  "WRONG_ACCOUNTS",
  "WRONG_CONTENT",
  "OTHER",
]);

/** What an auditor did instead of relying on a reply (ISA 505, alternative audit procedures). */
export const alternative = field.choice([
  "BANK_STATEMENTS",
  "ONLINE_BANKING",
  "VISIT_TO_BANK",
  "SUBSEQUENT_RECORDS",
  "OTHER",
  "NOT_NEEDED",
]);

/** Which of the entity's keys the bank takes an authorisation from, and how many of them. */
export const mandate = field.record({
  keys: field.list(field.bytes(32), limits.signersPerAccount, 1),
  needed: field.uint(8),
});

/** A bank's answer. */
export const answer = {
  result: answerResult,
  /** One for each item that is asked, in their order, if both ends want that. */
  items: field.optional(field.list(field.record({ item, result: answerResult }), ITEMS.length, 1)),
  /** Salted commitment to the form as the bank has filled it in. */
  commitment: field.hash(),
} as const;
export type Answer = ValueOf<typeof answerRecord>;
export const answerRecord = field.record(answer);

const signers = field.list(field.bytes(32), limits.signersPerAccount);

export const letterRecord = field.record({
  id: field.hash(),
  firm: participantName,
  number: letterNumber,
  bank: participantName,
  branch: field.optional(branchCode),
  /** Letters of one audit, under an id that the firm has chosen at random. */
  engagement: field.optional(field.uuid()),
  ...letterTerms,
  /** Whether the answer names the result of each item: both ends have said so. */
  itemResults: field.bool(),
  status,
  /** What came of it: an answer, or RETURNED or EXPIRED in place of one. */
  result: field.optional(
    field.choice(["MATCH", "MISMATCH", "BANK_STATED", "UNABLE", "RETURNED", "EXPIRED"]),
  ),
  returned: field.optional(returnReason),
  refused: field.optional(refusalReason),
  mandate: field.optional(mandate),
  /** The answer that waits for a second person, and who has signed it so far. */
  prepared: field.optional(field.record({ ...answer, by: signers })),
  reply: field.optional(answerRecord),
  /** Answers given: more than one if the firm asked again. */
  replies: field.uint(16),
  authorisedAt: field.optional(field.count()),
  /** The last moment, milliseconds UTC, at which an answer is in time; there while one is owed. */
  replyBy: field.optional(field.count()),
  overdue: field.bool(),
  /** The last moment at which the letter can go on from where it is; absent where it waits for ever. */
  expiresAt: field.optional(field.count()),
  alternative: field.optional(alternative),
  /** How many steps there were. */
  steps: field.uint(32),
  height: field.count(),
  timeMs: field.count(),
});
export type LetterRecord = ValueOf<typeof letterRecord>;

/** A deadline, and the versions of the rules that it was judged by; 0 is the default. */
export const deadline = field.record({
  parameter: field.choice(PARAMETER_NAMES),
  version: field.uint(32),
  calendars: field.list(field.record({ year: field.uint(16), version: field.uint(32) }), 3),
  /** Milliseconds UTC. */
  until: field.count(),
});
export type Deadline = ValueOf<typeof deadline>;

/** One step of a letter, written once and kept for ever: who, with which keys, in which block. */
export const stepRecord = field.record({
  step: field.choice(STEPS),
  status,
  /** Absent where the ledger itself acted. */
  by: field.optional(field.account()),
  signers,
  reason: field.optional(field.text(20)),
  commitment: field.optional(field.hash()),
  deadlines: field.list(deadline, 2),
  operation: field.optional(field.hash()),
  height: field.count(),
  timeMs: field.count(),
});
export type StepRecord = ValueOf<typeof stepRecord>;

const hashNumber = domainHash("portolan letter 1");

/** Names a letter for ever: known to the firm before it is issued. */
export function letterId(firm: string, number: string): Uint8Array {
  return hashNumber(utf8(`${firm}\n${number}`)); // neither holds a control character
}

const since = field.record({ height: field.count() });
const digits = (value: number): string => value.toString().padStart(6, "0");

/** By id. */
export const letters = stored(letterRecord, entryKey("letter"));
/** The keys of a letter's steps begin with this. */
export function stepsPrefix(id: Uint8Array): string {
  return `letter/step/${toHex(id)}/`;
}
/** By letter and place, from 0. */
export const letterSteps = stored(
  stepRecord,
  (id: Uint8Array, place: number) => `${stepsPrefix(id)}${digits(place)}`,
);
/** By participant and letter: those that it has a part in. */
export const lettersOf = stored(
  since,
  (name: string, id: Uint8Array) => `letter/of/${name}/${toHex(id)}`,
);
/** By participant and letter; there while it is its turn. */
export const waitingLetters = stored(
  since,
  (name: string, id: Uint8Array) => `letter/waiting/${name}/${toHex(id)}`,
);
/** By firm, engagement and letter. */
export const engagementLetters = stored(
  since,
  (firm: string, engagement: Uint8Array, id: Uint8Array) =>
    `letter/engagement/${firm}/${toHex(engagement)}/${toHex(id)}`,
);

/** A branch that letters can be addressed to, and which of the bank's accounts answers for it. */
export const branchRecord = field.record({
  code: branchCode,
  name: field.text(70, /\S/, "must be up to 70 bytes of text"),
  handler: field.account(),
  height: field.count(),
});
/** By bank and code. */
export const branches = stored(
  branchRecord,
  (bank: string, code: string) => `letter/branch/${bank}/${code}`,
);

/** Where and how a participant takes letters. */
export const exchangeKeyRecord = field.record({
  /** 1 for the first. */
  version: field.uint(32),
  /** X25519 (RFC 7748). */
  publicKey: field.bytes(32),
  /** Of the node that takes them. */
  peerId: field.text(64),
  by: field.account(),
  height: field.count(),
});
/** By participant. */
export const exchangeKeys = stored(exchangeKeyRecord, (name: string) => `letter/key/${name}`);
