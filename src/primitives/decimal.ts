/** A whole number of units of which `decimals` make one place, as people write it: 1250 with 2 is "12.50". */
export function decimalText(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The same without the zeros at its end: 250000 with 5 is "2.5", 1000000 is "10". */
export function shortDecimalText(units: bigint, decimals: number): string {
  const text = decimalText(units, decimals);
  return decimals === 0 ? text : text.replace(/\.?0+$/, "");
}
