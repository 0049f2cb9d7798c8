/**
 * The check character of a Chinese citizen's number (GB 11643): ISO 7064 MOD 11-2 over its 17 digits. X stands for ten.
 *
 * The standard's own way is Horner's: each digit is added, and the sum doubled, modulo 11; what brings it to 1 is the check.
 */
export function checkCharacter(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11;
  const check = (12 - sum) % 11;
  return check === 10 ? "X" : String(check);
}
