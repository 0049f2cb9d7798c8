/** The languages of the pages, English where a reader wants neither. */
export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in every language. */
export type Words = Readonly<Record<Language, string>>;

/** The one that the address names, otherwise the first of the browser's own that there is. */
export function languageOf(named: unknown, accepted: string | undefined): Language {
  const wanted = [named, ...(accepted ?? "").slice(0, 200).split(",")];
  const known = wanted.map((one) => LANGUAGES.find((language) => isOf(one, language)));
  return known.find((one) => one !== undefined) ?? "en";
}

function isOf(wanted: unknown, language: Language): boolean {
  return typeof wanted === "string" && wanted.trim().toLowerCase().startsWith(language);
}
