import type { Json } from "../../primitives/fields/field.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { formatMinor } from "../amount.ts";
import { askToGoOn } from "../ask.ts";
import { withNames } from "../account-names.ts";
import { type Answer, defineCommand, textOption } from "../command.ts";
import { assetOf, listOf, textOf } from "../ledger.ts";
import { balancesOf } from "../maker/account.ts";
import { loadMakerConfig } from "../maker/config.ts";
import { eventText } from "../maker/event-text.ts";
import { gainOf, inventoryOf, type Line } from "../maker/inventory.ts";
import { Maker } from "../maker/maker.ts";
import { marketsOf } from "../maker/market.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Makes a market until it is stopped; then nothing of it is left in the books, and it says what it gained. With --json every event is
 * a line of its own.
 */
export const makerRun = defineCommand({
  usage: "maker run",
  summary:
    "Keeps offers to buy and to sell around a reference price, within limits of inventory, until Ctrl-C.",
  options: [
    { flags: "--config <file>", summary: "the maker's configuration (TOML)", required: true },
  ],
  async run(session, given) {
    const config = loadMakerConfig(textOption(given, "config") ?? "");
    await session.keys();
    const account = await session.actor();
    const markets = await marketsOf(session, config);
    const first = formatAsset(markets[0]!.quote);
    const valueIn =
      config.valueIn === undefined ? first : formatAsset(await assetOf(session, config.valueIn));
    const names = markets.map(({ name }) => name).join(", ");
    await confirm(session, `Make a market in ${names} until it is stopped`);
    const { output } = session;
    const maker = new Maker(session, account, config, markets, (event) => {
      output.say(eventText(event, new Date()));
      output.document({ timeMs: Date.now(), ...event }, "line");
    });
    const before = await balancesOf(session, account);
    await untilStopped((stop) => maker.run(stop));
    output.progress("Taking the offers out of the books");
    await maker.withdraw();
    const lines = inventoryOf(markets, before, await balancesOf(session, account));
    const gain = gainOf(lines, markets, maker.prices, valueIn);
    const { json, text } = await report(session, lines, gain, valueIn);
    output.say(text);
    output.document(json, "line");
    return undefined;
  },
});

async function confirm(session: Session, what: string): Promise<void> {
  const { yes, json } = session.options;
  if (!yes && !json) await askToGoOn(`${what}?`);
}

/** A second signal ends the process at once; the offers end by themselves soon after. */
async function untilStopped(work: (stop: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  for (const name of SIGNALS) process.once(name, onSignal);
  await work(stop.signal);
  for (const name of SIGNALS) process.off(name, onSignal);
}

async function report(
  session: Session,
  lines: readonly Line[],
  gain: bigint | undefined,
  valueIn: string,
): Promise<Answer> {
  const decimals = lines.find(({ asset }) => asset === valueIn)?.decimals ?? 0;
  const rows = lines.map(({ asset, decimals: places, before, now }) => [
    asset,
    ...[before, now].map((minor) => formatMinor(minor, places)),
    signed(now - before, places),
  ]);
  const named = listOf(await withNames(session, rows), "rows") as Json[][];
  const heads = ["asset", "at the start", "now", "change"];
  const value = gain === undefined ? "unknown" : signed(gain, decimals);
  const unit = textOf(listOf(await withNames(session, [valueIn]), "names")[0], "name");
  const text = `${renderTable(heads, named, heads.slice(1))}\nGained, at the last prices: ${value} ${unit}`;
  const inventory = lines.map(({ asset, before, now }) => {
    return { asset, before: before.toString(), now: now.toString() };
  });
  const amount = gain === undefined ? null : gain.toString();
  const json = { event: "ended", inventory, gain: { asset: valueIn, minor: amount } };
  return { json, text };
}

function signed(minor: bigint, decimals: number): string {
  return minor < 0n ? `-${formatMinor(-minor, decimals)}` : `+${formatMinor(minor, decimals)}`;
}
