import { existsSync } from "node:fs";

import type { Genesis } from "../../chain/genesis.ts";
import { CliError, toCliError } from "../errors.ts";
import { numberOf, objectOf } from "../ledger.ts";
import { connectNode } from "../node.ts";
import { NODE_ENTRY } from "../node-entry.ts";
import type { Output } from "../output.ts";
import { castOf } from "./cast.ts";
import { createDevnet, isCreated, loadDevnet, removeDevnet, writeConfigs } from "./create.ts";
import { Layout } from "./layout.ts";
import { registerLetterKeys } from "./letter-ends.ts";
import { lockDevnet, refuseLeftovers } from "./lock.ts";
import { type DevnetMarket, openMarket } from "./market.ts";
import { issueMoney } from "./money.ts";
import { NodeProcess, type Ready } from "./node-process.ts";
import { checkPorts } from "./ports.ts";
import { registerPersonKey } from "./regulator-node.ts";
import { type DevnetReport, renderReport, reportOf } from "./report.ts";

export interface DevnetOptions {
  readonly directory: string;
  /** Undefined: as many as the devnet in the directory has, or four. */
  readonly validators: number | undefined;
  readonly basePort: number;
  readonly reset: boolean;
  readonly quiet: boolean;
  /** Whether maker-1 quotes in the books of three pairs. */
  readonly market: boolean;
}

const VALIDATORS = 4;
/** The last one: a program that started the launcher with a channel to it is gone. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const;

/** Runs a network of local nodes until a signal stops it. Everything that was started is stopped on every way out. */
export async function runDevnet(options: DevnetOptions, output: Output): Promise<void> {
  if (!existsSync(NODE_ENTRY)) {
    throw new CliError("NOT_BUILT", "The node is not built.", "Run `npm run setup` first.", 2);
  }
  const layout = new Layout(options.directory);
  const release = lockDevnet(layout);
  const stopped = untilSignal();
  const nodes: NodeProcess[] = [];
  let market: DevnetMarket | undefined;
  try {
    const started = startAll(options, layout, nodes, output);
    // A signal while it starts: what comes up later, or fails because it was stopped, no longer matters.
    const report = await Promise.race([started, stopped.signal.then(() => undefined)]);
    started.catch(() => undefined);
    if (report !== undefined) {
      if (options.market) market = await marketOf(layout, report, output);
      if (options.quiet) output.say(`ready ${report.nodes[0]?.rpc ?? ""}`);
      else output.say(renderReport(report));
      output.document({ ...report }, "line");
      await stopped.signal;
    }
    output.progress("Stopping the nodes");
  } finally {
    await market?.stop();
    await Promise.all(nodes.map((node) => node.stop()));
    release();
    stopped.forget();
  }
}

async function startAll(
  options: DevnetOptions,
  layout: Layout,
  nodes: NodeProcess[],
  output: Output,
): Promise<DevnetReport> {
  const say = (text: string): void => output.progress(text);
  const genesis = await prepare(options, layout, say);
  const count = genesis.validators.length;
  say(`Starting ${count} nodes`);
  for (let i = 0; i < count; i++) nodes.push(new NodeProcess(layout.node(i), say));
  const ready = await Promise.all(
    nodes.map(async (node): Promise<Ready> => {
      const one = await node.start();
      say(`${node.layout.name} serves at height ${one.height}`);
      return one;
    }),
  );
  say("Opening balances: each gateway issues its currency, if it has not yet");
  await issueMoney(layout, ready[0]!.rpc, castOf(count), say);
  await registerLetterKeys(layout, genesis, ready[0]!.rpc, say);
  await registerPersonKey(layout, genesis, ready[0]!.rpc, say);
  const now = ready.map(async (one) => ({ ...one, height: await heightOf(one.rpc) }));
  return reportOf(layout, genesis, await Promise.all(now), options.market);
}

/** A network of older rules has no books: then it runs without a market. */
async function marketOf(
  layout: Layout,
  { nodes }: DevnetReport,
  output: Output,
): Promise<DevnetMarket | undefined> {
  try {
    return await openMarket(layout, nodes[0]!.rpc, (text) => output.progress(text));
  } catch (error) {
    const { code, message } = toCliError(error);
    output.progress(`There is no market: ${code}: ${message}`);
    return undefined;
  }
}

async function heightOf(rpc: string): Promise<number> {
  const head = objectOf(await connectNode(rpc).call("chain_head"), "head");
  return numberOf(head["height"], "height");
}

/** Directory, genesis, keys and configurations; on a devnet that exists only the configurations are written anew. */
async function prepare(
  { validators, basePort, reset }: DevnetOptions,
  layout: Layout,
  say: (text: string) => void,
): Promise<Genesis> {
  const known = isCreated(layout) ? loadDevnetUnlessReset(layout, reset) : undefined;
  const count = validators ?? known?.validators.length ?? VALIDATORS;
  if (known !== undefined && known.validators.length !== count) {
    const message = `The devnet in ${layout.directory} has ${known.validators.length} validators, not ${count}.`;
    const hint = "Leave out --validators, begin anew with --reset, or use another --dir.";
    throw new CliError("DEVNET_DIFFERENT", message, hint);
  }
  refuseLeftovers(layout, Math.max(count, known?.validators.length ?? 0));
  await checkPorts(basePort, count);
  if (reset) removeDevnet(layout);
  if (known === undefined) say("Making a new network: keys and genesis");
  const genesis = known ?? (await createDevnet(layout, count));
  writeConfigs(layout, genesis, basePort);
  return genesis;
}

function loadDevnetUnlessReset(layout: Layout, reset: boolean): Genesis | undefined {
  return reset ? undefined : loadDevnet(layout);
}

function untilSignal(): { signal: Promise<void>; forget: () => void } {
  let onSignal = (): void => undefined;
  const signal = new Promise<void>((resolve) => {
    onSignal = () => resolve(); // a second Ctrl-C changes nothing: the nodes are being stopped, at most for 10 s
  });
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal,
    forget: () => {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
