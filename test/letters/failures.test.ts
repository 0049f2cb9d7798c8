import { peerIdOfKey } from "../../src/chain/peer-id.ts";
import { dayOf } from "../../src/primitives/civil-day.ts";
import { testKey } from "../keys.ts";
import { type Failure, type Failures, testFailuresOn } from "../transactions/failures.ts";
import {
  answerBody,
  commitment,
  cureBody,
  entity,
  firm,
  firm2,
  issueBody,
  LetterLedger,
  moves,
  otherBank,
  otherEntity,
  preparer,
  reviewer,
} from "./office.ts";

// Goal: every named failure of every type about letters is reached (docs/domain section 3).
// Method: the production executor over a state in memory, one block per attempt. firm-1 asks bank-cn, where two people sign,
// about enterprise-1.

type Fails = Failure<LetterLedger>;

const nobody = commitment("no letter");

/** What stands in the way of every step: no such letter, another's step, a letter that is elsewhere. */
const common = (step: string, elsewhere: "issued" | "closed"): Fails[] => {
  const [by, , body] = moves[step]!;
  const stranger = by === firm ? firm2 : by === entity ? otherEntity : otherBank;
  return [
    ["UNKNOWN_LETTER", (ledger) => [by, body(nobody, ledger.letter(ledger.issueLetter()))]],
    [
      "NOT_YOUR_STEP",
      (ledger) => {
        const id = ledger.issueLetter();
        return [stranger, body(id, ledger.letter(id))];
      },
    ],
    [
      "WRONG_STATUS",
      (ledger) => {
        const id = ledger.at(elsewhere);
        return [by, body(id, ledger.letter(id))];
      },
    ],
  ];
};

const issue =
  (changes: object, by = firm): Fails[1] =>
  () => [by, issueBody(changes)];
const cure =
  (changes: object): Fails[1] =>
  (ledger) => [firm, cureBody(ledger.at("returned"), changes)];
const mandate = (keys: readonly Uint8Array[], needed: number) => ({ keys, needed });
const accept =
  (given: object): Fails[1] =>
  (ledger) => [preparer, { id: ledger.issueLetter(), mandate: given, itemResults: false }];
const prepare =
  (terms: object, answer: object, agreed = false): Fails[1] =>
  (ledger) => {
    const id = ledger.issueLetter({ ...terms, itemResults: agreed });
    ledger.do(preparer, "letter.accept", { id, mandate: undefined, itemResults: agreed });
    ledger.go(id, "authorise");
    return [preparer, answerBody(id, answer)];
  };
const items = (...results: readonly string[]) => ({
  items: results.map((result, at) => ({ item: ["deposits", "loans"][at], result })),
});

const terms = (of: (changes: object) => Fails[1]): Fails[] => [
  ["ITEMS_OUT_OF_ORDER", of({ items: ["loans", "deposits"] })],
  ["ITEMS_OUT_OF_ORDER", of({ items: ["loans", "loans"] })],
  ["ITEM_NOT_IN_FORMAT", of({ items: ["deposits", "capital-contributions"] })],
  ["ITEM_NOT_IN_FORMAT", of({ format: "format-3", items: ["deposits"] })],
  ["UNKNOWN_ENTITY", of({ entity: "nobody" })],
  ["UNKNOWN_BRANCH", of({ branch: "102100099996" })],
  ["AS_OF_AHEAD", of({ asOf: dayOf(new LetterLedger().timeMs) + 1 })],
];

const failures: Failures<LetterLedger> = {
  "letter.issue": [
    ...terms(issue),
    [
      "NUMBER_USED",
      (ledger) => {
        ledger.at("closed");
        return [firm, issueBody({ bank: otherBank.name })];
      },
    ],
    ["UNKNOWN_BANK", issue({ bank: "bank-xx" })],
    ["NOT_A_BANK", issue({ bank: "wallet-hk" })],
    [
      "BANK_SUSPENDED",
      (ledger) => {
        ledger.suspend(preparer.name);
        return [firm, issueBody()];
      },
    ],
    ["PARTIES_NOT_APART", issue({ entity: preparer.name })],
    ["PARTIES_NOT_APART", issue({ entity: firm.name })],
    ["PARTIES_NOT_APART", issue({ bank: firm.name })],
  ],
  "letter.accept": [
    ...common("accept", "closed"),
    ["DUPLICATE_KEY", accept(mandate([entity.publicKey, entity.publicKey], 1))],
    ["MANDATE_UNREACHABLE", accept(mandate([entity.publicKey], 2))],
    ["MANDATE_UNREACHABLE", accept(mandate([entity.publicKey], 0))],
  ],
  "letter.return": [
    ...common("return", "closed"),
    [
      "REASON_OF_LEDGER",
      (ledger) => [preparer, { id: ledger.issueLetter(), reason: "NOT_AUTHORISED" }],
    ],
  ],
  "letter.cure": [
    ...common("cure", "issued"),
    ...terms(cure),
    ["PARTIES_NOT_APART", cure({ entity: firm.name })],
    ["PARTIES_NOT_APART", cure({ entity: preparer.name })],
  ],
  "letter.authorise": [
    ...common("authorise", "issued"),
    [
      "COMMITMENT_DIFFERS",
      (ledger) => [entity, { id: ledger.at("accepted"), commitment: commitment("another form") }],
    ],
    [
      "NOT_MANDATED",
      (ledger) => {
        const id = ledger.issueLetter();
        const given = mandate([testKey("finance director").publicKey], 1);
        ledger.do(preparer, "letter.accept", { id, mandate: given, itemResults: false });
        return [entity, { id, commitment: commitment("form") }];
      },
    ],
    [
      "NOT_MANDATED",
      (ledger) => {
        const id = ledger.issueLetter();
        const given = mandate([entity.publicKey, testKey("finance director").publicKey], 2);
        ledger.do(preparer, "letter.accept", { id, mandate: given, itemResults: false });
        return [entity, { id, commitment: commitment("form") }];
      },
    ],
  ],
  "letter.refuse": common("refuse", "issued"),
  "letter.prepare": [
    ...common("prepare", "issued"),
    ["RESULT_NOT_IN_FORMAT", prepare({}, { result: "BANK_STATED" })],
    ["RESULT_NOT_IN_FORMAT", prepare({ format: "format-2" }, { result: "MATCH" })],
    ["RESULT_NOT_IN_FORMAT", prepare({}, items("MATCH", "BANK_STATED"), true)],
    ["ITEM_RESULTS_NOT_AGREED", prepare({}, items("MATCH", "MATCH"))],
    ["ITEM_RESULTS_DIFFER_FROM_ASKED", prepare({}, {}, true)],
    ["ITEM_RESULTS_DIFFER_FROM_ASKED", prepare({}, items("MATCH"), true)],
    [
      "ITEM_RESULTS_DIFFER_FROM_ASKED",
      prepare({ items: ["deposits", "guarantees"] }, items("MATCH", "MATCH"), true),
    ],
    ["RESULT_CONTRADICTS_ITEMS", prepare({}, items("MATCH", "MISMATCH"), true)],
    [
      "RESULT_CONTRADICTS_ITEMS",
      prepare({}, { ...items("MATCH", "UNABLE"), result: "UNABLE" }, true),
    ],
  ],
  "letter.reply": [
    ...common("reply", "issued"),
    ...["result", "commitment", "items"].map((what): Fails => [
      "DIFFERS_FROM_PREPARED",
      (ledger) => {
        const other = {
          result: { result: "UNABLE" },
          commitment: { commitment: commitment("another answer") },
          items: items("MATCH", "MATCH"),
        }[what];
        return [reviewer, answerBody(ledger.at("prepared"), other)];
      },
    ]),
    ["REVIEWER_IS_PREPARER", (ledger) => [preparer, answerBody(ledger.at("prepared"))]],
  ],
  "letter.receive": [
    ...common("receive", "issued"),
    [
      "COMMITMENT_DIFFERS",
      (ledger) => [firm, { id: ledger.at("replied"), commitment: commitment("another answer") }],
    ],
  ],
  "letter.follow-up": common("follow-up", "issued"),
  "letter.close": [
    ...common("close", "closed"),
    [
      "ALTERNATIVE_NEEDED",
      (ledger) => [firm, { id: ledger.at("refused"), alternative: undefined }],
    ],
  ],
  "letter.branch.set": [
    [
      "NOT_YOUR_ACCOUNT",
      () => [preparer, { code: "ICBKCNBJ", name: "Beijing", handler: otherBank.account }],
    ],
    [
      "BRANCH_UNCHANGED",
      (ledger) => {
        const body = { code: "ICBKCNBJ", name: "Beijing", handler: preparer.account };
        ledger.do(preparer, "letter.branch.set", body);
        return [preparer, body];
      },
    ],
  ],
  "letter.key.set": [
    ["BAD_PEER_ID", () => [preparer, { publicKey: commitment("key"), peerId: "QmNode" }]],
    [
      "KEY_UNCHANGED",
      (ledger) => {
        const body = { publicKey: commitment("key"), peerId: peerIdOfKey(preparer.publicKey) };
        ledger.do(preparer, "letter.key.set", body);
        return [preparer, body];
      },
    ],
  ],
  "letter.branch.remove": [["UNKNOWN_BRANCH", () => [preparer, { code: "ICBKCNBJ" }]]],
};

testFailuresOn(() => new LetterLedger(), "letter.", failures);
