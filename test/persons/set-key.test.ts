import { beforeEach, describe, expect, test } from "vitest";

import { personKeys } from "../../src/transactions/customs/persons/records.ts";
import { personKeyBody as body } from "../customs/person-key-failures.ts";
import { testKey, type TestKey } from "../keys.ts";
import { BankingLedger, firm, regulator } from "../transactions/banking.ts";
import { admissionOf } from "../transactions/cast.ts";

// Goal: a country's key for people is its regulator's to set, once; its node may change (docs/domain section 0).
// Method: the production executor over a state in memory. regulator-hk and a second regulator of its country; one of China. Its failures
// are among those of customs (test/customs).

const TYPE = "customs.person-key.set";
const second = testKey("regulator-hk-2");
const regulatorCn = testKey("regulator-cn");

class CustomsLedger extends BankingLedger {
  constructor() {
    const others = [second, regulatorCn].map(({ name }) => admissionOf(name, "regulator"));
    super(8, [others[0]!, { ...others[1]!, country: "CN" }]);
  }

  set(by: TestKey, body: object): void {
    this.do(by, TYPE, body);
  }
}

describe(TYPE, () => {
  let ledger: CustomsLedger;
  beforeEach(() => {
    ledger = new CustomsLedger();
  });

  test("stands under the country that the regulator is registered in", () => {
    ledger.set(regulator, body());
    ledger.set(regulatorCn, body("key of China"));
    expect(personKeys.read(ledger.state, "HK")).toMatchObject({ country: "HK", ...body() });
    expect(personKeys.read(ledger.state, "CN")).toMatchObject({
      ...{ country: "CN", version: 1, by: regulatorCn.account },
      ...body("key of China"),
    });
  });

  test("may be given again with another node, by any regulator of the country", () => {
    ledger.set(regulator, body());
    expect(ledger.do(second, TYPE, body("key", "another node"))).toEqual({ version: 2 });
    const found = personKeys.read(ledger.state, "HK");
    expect(found).toMatchObject({ ...body("key", "another node"), by: second.account });
  });

  test("is fixed for every regulator of the country", () => {
    ledger.set(regulator, body());
    expect(ledger.try(second, TYPE, body("another key")).code).toBe("KEY_FIXED");
    expect(ledger.try(second, TYPE, body()).code).toBe("KEY_UNCHANGED");
    expect(personKeys.read(ledger.state, "HK")).toMatchObject({ version: 1, ...body() });
  });

  test("is no other role's", () => {
    expect(ledger.try(firm, TYPE, body()).code).toBe("ROLE_NOT_ALLOWED");
  });

  test("is unknown before version 8", () => {
    const before = new BankingLedger(7);
    const one = before.read(
      before.transaction([{ type: TYPE, body: body() }], { by: [regulator] }),
    );
    expect(before.block([one]).receipts).toEqual([]);
  });
});
