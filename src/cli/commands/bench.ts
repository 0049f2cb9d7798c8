import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { formatMinor } from "../amount.ts";
import { askToGoOn } from "../ask.ts";
import { defineCommand } from "../command.ts";
import { CliError, EXIT } from "../errors.ts";
import { loadOptions, transactionsMax } from "../load/options.ts";
import { availableOf, type LoadPlan, planLoad } from "../load/plan.ts";
import { reportLoad } from "../load/report.ts";
import { runPlan, tryOne } from "../load/run-plan.ts";
import { createStatusLine } from "../load/status-line.ts";
import type { Session } from "../session.ts";

/** A load of real payments, for a member that sizes its network. The money stays with the keys that are given. */
export const bench = defineCommand({
  usage: "bench",
  summary:
    "Loads a node with payments among your own accounts and measures it. Moves real money, and the chain keeps every payment.",
  options: [
    {
      flags: "--amount <amount>",
      summary: 'of each payment, like "0.01 HKD@gateway-hk"; the smallest unit if absent',
    },
    {
      flags: "--operations <count>",
      summary: "payments in a transaction, 1 to 100",
      fallback: "1",
    },
    { flags: "--array <count>", summary: "transactions in a call, 1 to 100", fallback: "10" },
    {
      flags: "--rate <count>",
      summary: "transactions a second; as many as the node takes if absent",
    },
    { flags: "--duration <time>", summary: "like 90s, 5m, 1h", fallback: "10s" },
  ],
  async run(session, given) {
    const options = loadOptions(given);
    const plan = await planLoad(session, options);
    const { installNative } = await import("../../node/native.ts");
    const { createClient } = await import("../../rpc/client.ts");
    installNative();
    const node = createClient(session.options.rpc);
    await tryOne(plan, node).catch(rethrow);
    await confirm(session, plan);
    const before = await balances(session, plan);
    const line = createStatusLine(!session.options.json);
    const tally = await runPlan(plan, node, (now) => line.show(now))
      .catch(rethrow)
      .finally(() => line.end());
    const after = await balances(session, plan);
    const moved = plan.payers.map(({ account }, i) => {
      return { account, before: before[i]!, after: after[i]! };
    });
    return reportLoad(plan, tally, moved);
  },
});

/** Says what is about to happen with whose money, and asks. */
async function confirm(session: Session, plan: LoadPlan): Promise<void> {
  const { yes, json } = session.options;
  if (yes || json) return;
  const { payers, minor, decimals, asset, options } = plan;
  const { operations, seconds, rate } = options;
  const count = transactionsMax(options);
  const each = `${formatMinor(minor, decimals)} ${formatAsset(asset)}`;
  const accounts = payers.map(({ account }) => `  ${formatAccount(account)}`);
  const how = payers.length === 1 ? "pays itself" : "pay each other in a ring";
  session.output.progress(
    [
      `This sends real payments to the network of ${session.options.rpc}:`,
      ...accounts,
      `${how}, ${each} a payment, ${operations} in a transaction, for ${seconds} s`,
      `${rate === undefined ? "as fast as the node takes them" : `${rate} transactions a second`}: at most ${count} transactions, ${formatMinor(minor * BigInt(count * operations), decimals)} turned over.`,
      "The money stays with these accounts, but every payment stays in the chain for ever, on every node.",
    ].join("\n"),
  );
  await askToGoOn("Sign and send them?");
}

function balances(session: Session, { payers, asset }: LoadPlan): Promise<bigint[]> {
  return Promise.all(payers.map(({ account }) => availableOf(session, account, asset)));
}

/** Errors of the client have a code and a hint as those of the command line do; only the exit status is missing. */
function rethrow(error: unknown): never {
  const { code, hint, message } = error as { code?: unknown; hint?: string; message: string };
  if (error instanceof CliError || typeof code !== "string") throw error;
  const exit = code === "NODE_UNREACHABLE" ? EXIT.unreachable : EXIT.refused;
  throw new CliError(code, message, hint ?? "", exit);
}
