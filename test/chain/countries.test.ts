import countries from "i18n-iso-countries";
import { expect, test } from "vitest";

import { COUNTRY_CODES } from "../../src/chain/country-codes.ts";
import { hasLeiCheckDigits } from "../../src/chain/participant.ts";

test("the country codes are those of ISO 3166-1, as a list kept by others has them", () => {
  const listed = Object.keys(countries.getAlpha2Codes()).filter((code) => code !== "XK"); // user-assigned
  expect([...COUNTRY_CODES].sort()).toEqual(listed.sort());
});

test.each([
  ["529900T8BM49AURSDO55", true],
  ["HWUPKR0MPOU8FGXBT394", true],
  ["529900T8BM49AURSDO56", false],
  ["529900T8BM49AUSRDO55", false],
])("LEI %s has the right check digits: %s", (lei, right) => {
  expect(hasLeiCheckDigits(lei)).toBe(right);
});
