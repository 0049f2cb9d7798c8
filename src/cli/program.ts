import { Command, CommanderError, Option } from "commander";

import type { CommandDefinition, Given } from "./command.ts";
import type { CliError } from "./errors.ts";
import { EXIT, toCliError, usageError } from "./errors.ts";
import { createOutput } from "./output.ts";
import { DEFAULT_RPC, type GlobalOptions, Session } from "./session.ts";
import { commands, families } from "./table.ts";

const EPILOGUE = `
Amounts are typed with their asset: "1250.00 HKD@gateway-hk". Where an account is wanted, a name will do.
Exit status: 0 done, 1 the ledger or the node said no, 2 wrong usage, 3 no node reached.
Environment: PORTOLAN_RPC, PORTOLAN_KEY, PORTOLAN_PASSPHRASE, PORTOLAN_CHAIN_ID.`;

/** Runs one command line. Never throws: errors are shown, and the exit status says which kind they are. */
export async function run(argv: readonly string[]): Promise<number> {
  let outcome: number = EXIT.done;
  const program = createProgram(async (definition, given, options) => {
    outcome = await runCommand(definition, given, options);
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return outcome;
  } catch (error) {
    if (!(error instanceof CommanderError)) return showError(error, argv);
    if (error.exitCode === 0) return EXIT.done; // help or version was asked for and shown
    if (error.code === "commander.help") return EXIT.usage; // a family without its verb: help was shown
    const hint = "`portolan help` lists the commands; `--help` after a command shows its options.";
    return showError(usageError("USAGE", withoutPrefix(error.message), hint), argv);
  }
}

type Execute = (
  definition: CommandDefinition,
  given: Given,
  options: GlobalOptions,
) => Promise<void>;

function createProgram(execute: Execute): Command {
  const program = withGlobalOptions(new Command("portolan"))
    .description("A consortium ledger for cross-border business: its nodes, keys and transactions.")
    .addHelpText("after", EPILOGUE);
  silence(program);
  const parents = new Map<string, Command>();
  for (const definition of commands) addCommand(program, parents, definition, execute);
  return program;
}

function withGlobalOptions(program: Command): Command {
  const collect = (value: string, earlier: string[] | undefined) => [...(earlier ?? []), value];
  return program
    .addOption(
      new Option("--rpc <url>", "the node to ask").env("PORTOLAN_RPC").default(DEFAULT_RPC),
    )
    .option("--key <file|name>", "a key to sign with; repeat it for several signers", collect)
    .option("--as <account>", "the account to act for, if it is not the first key's own")
    .addOption(
      new Option("--chain-id <hex>", "sign for this network only").env("PORTOLAN_CHAIN_ID"),
    )
    .option("--json", "one JSON document on standard output, and no questions", false)
    .option("--yes", "do not ask before signing", false)
    .option("--wait", "wait until the outcome is final (default)", true)
    .option("--no-wait", "return as soon as the node has taken the transaction");
}

function addCommand(
  program: Command,
  parents: Map<string, Command>,
  definition: CommandDefinition,
  execute: Execute,
): void {
  const [first = "", second = "", ...others] = definition.usage.split(" ");
  const inFamily = /^[a-z]/.test(second);
  const parent = inFamily ? familyCommand(program, parents, first) : program;
  const usage = inFamily
    ? [second, ...others]
    : [first, ...(second === "" ? [] : [second]), ...others];
  const command = parent.command(usage.join(" ")).description(definition.summary);
  command.allowExcessArguments(false);
  // `account ACCOUNT` shows one, and `account open` is a verb beside it.
  if (!inFamily) parents.set(first, command);
  silence(command);
  for (const { flags, summary, required, fallback } of definition.options ?? []) {
    const option = new Option(flags, summary).makeOptionMandatory(required ?? false);
    command.addOption(fallback === undefined ? option : option.default(fallback));
  }
  command.action(async () => {
    const given = { args: command.args, options: command.opts<Given["options"]>() };
    await execute(definition, given, globalsOf(program.opts()));
  });
}

function familyCommand(program: Command, parents: Map<string, Command>, name: string): Command {
  const existing = parents.get(name);
  if (existing !== undefined) return existing;
  const parent = program.command(name).description(families[name] ?? "");
  silence(parent);
  parents.set(name, parent);
  return parent;
}

/** Errors are thrown to `run`, which shows them in one form; help goes to its usual place. */
function silence(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined });
}

function globalsOf(options: Record<string, unknown>): GlobalOptions {
  const fromEnvironment = process.env["PORTOLAN_KEY"];
  const given = options["key"] as string[] | undefined;
  return {
    rpc: options["rpc"] as string,
    keys: given ?? (fromEnvironment === undefined ? [] : [fromEnvironment]),
    as: options["as"] as string | undefined,
    chainId: options["chainId"] as string | undefined,
    json: options["json"] === true,
    yes: options["yes"] === true,
    wait: options["wait"] !== false,
  };
}

async function runCommand(
  definition: CommandDefinition,
  given: Given,
  options: GlobalOptions,
): Promise<number> {
  const output = createOutput({ json: options.json, quiet: given.options["quiet"] === true });
  try {
    const answer = await definition.run(new Session(options, output), given);
    if (answer === undefined) return EXIT.done;
    output.say(answer.text);
    output.document(answer.json);
    return answer.exit ?? EXIT.done;
  } catch (error) {
    const shown = toCliError(error);
    output.error(shown);
    return shown.exit;
  }
}

function showError(error: unknown, argv: readonly string[]): number {
  const shown: CliError = toCliError(error);
  createOutput({ json: argv.includes("--json") }).error(shown);
  return shown.exit;
}

function withoutPrefix(message: string): string {
  const [text = "", ...suggestions] = message.replace(/^error: /, "").split("\n");
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return [/[.?!]$/.test(sentence) ? sentence : `${sentence}.`, ...suggestions].join(" ");
}
