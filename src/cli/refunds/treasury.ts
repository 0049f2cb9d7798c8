import { parseAsset } from "../../primitives/asset-id.ts";
import { CliError } from "../errors.ts";
import { decimalsOf, objectOf, textOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** In what a country's tax authority pays refunds: the asset of its taxes. */
export interface Treasury {
  readonly asset: string;
  readonly decimals: number;
}

/** Asks for each country once. */
export class Treasuries {
  readonly #session: Session;
  readonly #found = new Map<string, Promise<Treasury>>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Throws NO_TREASURY. */
  of(country: string): Promise<Treasury> {
    const known = this.#found.get(country) ?? this.#ask(country);
    this.#found.set(country, known);
    return known;
  }

  /** That of the country with whose customs an enterprise is on record. Throws UNKNOWN_ENTERPRISE, NO_TREASURY. */
  async ofEnterprise(code: string): Promise<Treasury> {
    const found = await this.#session.call("customs_enterprise", { code });
    if (found !== null) return this.of(textOf(objectOf(found, "enterprise")["country"], "country"));
    const hint = "Compare the code with the record: `portolan customs enterprises`.";
    throw new CliError("UNKNOWN_ENTERPRISE", `No enterprise has the code ${code}.`, hint);
  }

  /** That of the country whose customs took a declaration. Throws UNKNOWN_ENTRY, NO_TREASURY. */
  async ofEntry(entryId: string): Promise<Treasury> {
    const found = await this.#session.call("customs_entry", { entryId });
    if (found !== null) return this.of(textOf(objectOf(found, "entry")["customs"], "customs"));
    const hint = "Compare it with the declaration: 18 digits and capital letters.";
    throw new CliError("UNKNOWN_ENTRY", `There is no declaration ${entryId}.`, hint);
  }

  async #ask(country: string): Promise<Treasury> {
    const found = await this.#session.call("customs_treasury", { country });
    if (found === null) {
      const message = `The tax authority of ${country} has not said in what it pays.`;
      throw new CliError("NO_TREASURY", message, "`portolan customs set-treasury` says it.");
    }
    const asset = textOf(objectOf(found, "treasury")["asset"], "asset");
    return { asset, decimals: await decimalsOf(this.#session, parseAsset(asset)!) };
  }
}
