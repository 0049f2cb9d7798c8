import { assetId } from "../../src/primitives/asset-id.ts";
import { uetr } from "../ledger.ts";
import type { Failure, Failures } from "../transactions/failures.ts";
import type { CustomsLedger } from "./port.ts";
import { settling } from "./settling.ts";
import {
  CODES,
  DAY,
  mint,
  office,
  officeHk,
  parcel,
  platform,
  treasury,
  yuan,
  carrier,
} from "./port.ts";

type Fails = Failure<CustomsLedger>;

const of = parcel("1");
const OTHER = assetId("USD", mint.account);
const COARSE = assetId("JPY", mint.account);

const rates = (ledger: CustomsLedger, changes: object = {}) => ({
  ...{ country: "CN", heading: "8471", duty: 0, valueAdded: 1_300, consumption: 0 },
  ...{ effectiveFromMs: ledger.timeMs + DAY, ...changes },
});
const tariff =
  (changes: object, by = office): Fails[1] =>
  (ledger) => [by, rates(ledger, changes)];
const deposit = (changes: object = {}) => ({ code: CODES.platform, amount: yuan(1n), ...changes });
const withdraw = (minor: bigint, code: string = CODES.platform) => ({ code, minor });

/** A bill that can be paid now; what is paid of it has this UETR. */
const payable = (ledger: CustomsLedger) => {
  const list = ledger.idOf(ledger.at("released"));
  ledger.wait(32 * DAY);
  return { list, uetr: uetr() };
};
/** A bill of which all is to be paid back. */
const refundable = (ledger: CustomsLedger) => {
  const list = ledger.idOf(ledger.at("released"));
  ledger.returnLines(of, 2n);
  ledger.wait(32 * DAY);
  ledger.payAndArrive(of);
  return { list, uetr: uetr() };
};

export const taxFailures: Failures<CustomsLedger> = {
  "customs.tariff.set": [
    ["NOT_YOUR_COUNTRY", tariff({}, officeHk)],
    ["RATE_OUT_OF_RANGE", tariff({ consumption: 10_000 })],
    ["RATE_OUT_OF_RANGE", tariff({ valueAdded: 10_001 })],
    ["RATE_OUT_OF_RANGE", tariff({ duty: 100_001 })],
    ["EFFECTIVE_IN_PAST", (ledger) => [office, rates(ledger, { effectiveFromMs: ledger.timeMs })]],
    [
      "EFFECTIVE_TOO_FAR",
      (ledger) => [office, rates(ledger, { effectiveFromMs: ledger.timeMs + 1_200 * DAY })],
    ],
    [
      "NOT_AFTER_LAST",
      (ledger) => {
        const body = rates(ledger);
        ledger.do(office, "customs.tariff.set", body);
        return [office, body];
      },
    ],
    [
      "TOO_MANY_SCHEDULED",
      (ledger) => {
        const at = (day: number) => rates(ledger, { effectiveFromMs: start + day * DAY });
        const start = ledger.timeMs;
        for (let day = 1; day <= 8; day++) ledger.do(office, "customs.tariff.set", at(day));
        return [office, at(9)];
      },
    ],
  ],
  "customs.treasury.set": [
    ["UNKNOWN_ASSET", () => [treasury, { asset: OTHER }]],
    [
      "WRONG_DECIMALS",
      (ledger) => {
        ledger.do(mint, "asset.define", { code: "JPY", decimals: 0 });
        return [treasury, { asset: COARSE }];
      },
    ],
    [
      "ASSET_FIXED",
      (ledger) => {
        ledger.do(mint, "asset.define", { code: "USD", decimals: 2 });
        return [treasury, { asset: OTHER }];
      },
    ],
  ],
  "customs.guarantee.deposit": [
    ["ZERO_AMOUNT", () => [platform, deposit({ amount: yuan(0n) })]],
    ["INSUFFICIENT_BALANCE", () => [platform, deposit({ amount: yuan(10n ** 12n) })]],
    ["NOT_YOUR_ENTERPRISE", () => [carrier, deposit()]],
    ["ENTERPRISE_NOT_ACTIVE", () => [carrier, deposit({ code: CODES.carrier })]],
    [
      "NO_TREASURY",
      (ledger) => {
        ledger.recordAbroad();
        return [platform, deposit({ code: "HK0000000G" })];
      },
    ],
    ["WRONG_ASSET", () => [platform, deposit({ amount: { asset: OTHER, minor: 1n } })]],
    [
      "GUARANTEE_ELSEWHERE",
      (ledger) => [ledger.openAccount(platform, "platform-1, second account"), deposit()],
    ],
  ],
  "customs.guarantee.withdraw": [
    ["ZERO_AMOUNT", () => [platform, withdraw(0n)]],
    ["NOT_YOUR_GUARANTEE", () => [carrier, withdraw(1n)]],
    ["NOT_YOUR_GUARANTEE", () => [platform, withdraw(1n, "440196000Z")]],
    [
      "COMMITTED",
      (ledger) => {
        ledger.at("matched");
        return [platform, withdraw(100_000_000n)];
      },
    ],
  ],
  "customs.tax.pay": [
    ...settling(payable, platform, treasury),
    [
      "UNKNOWN_BILL",
      (ledger) => [platform, { list: ledger.idOf(ledger.at("matched")), uetr: uetr() }],
    ],
    ["NOT_YOUR_BILL", (ledger) => [carrier, payable(ledger)]],
    [
      "NOTHING_OWED",
      (ledger) => {
        const body = payable(ledger);
        ledger.do(platform, "customs.tax.pay", body);
        return [platform, { ...body, uetr: uetr() }];
      },
    ],
    [
      "NOT_PAYABLE_YET",
      (ledger) => {
        const list = ledger.idOf(ledger.at("released"));
        ledger.wait(30 * DAY);
        return [platform, { list, uetr: uetr() }];
      },
    ],
  ],
  "customs.tax.refund": [
    ...settling(refundable, treasury, platform),
    [
      "UNKNOWN_BILL",
      (ledger) => [treasury, { list: ledger.idOf(ledger.at("matched")), uetr: uetr() }],
    ],
    [
      "NOT_THE_TREASURY",
      (ledger) => [ledger.openAccount(treasury, "treasury-cn, second account"), refundable(ledger)],
    ],
    ["NOTHING_DUE", (ledger) => [treasury, payable(ledger)]],
  ],
};
