/** What a node's configuration file says; all else has defaults. Paths are relative to the file. */
export interface NodeConfigText {
  /** Who wrote the file, for whoever opens it. */
  readonly note: string;
  readonly name: string;
  readonly genesis: string;
  readonly rpcPort: number;
  readonly listen: string;
  readonly bootstrap: readonly string[];
  /** How it gets the chain, and how much of it it keeps; what is absent has its default. */
  /** Whose letters it takes. */
  readonly letters?: readonly { readonly participant: string; readonly key: string }[];
  /** The regulator's key for people, if it is the regulator's node. */
  readonly personKeys?: { readonly key: string } | undefined;
  readonly chain?: { readonly joinFrom?: string; readonly keepBlocks?: number };
}

/** The configuration of a node whose keys lie in `keys/` beside it, as TOML. */
export function nodeConfigText(given: NodeConfigText): string {
  const { note, name, genesis, rpcPort, listen, bootstrap, chain = {} } = given;
  const { letters = [], personKeys } = given;
  const { joinFrom, keepBlocks } = chain;
  return [
    `# ${note} Paths are relative to this file.`,
    `name = ${quote(name)}`,
    `genesis = ${quote(genesis)}`,
    'data = "data"',
    'log = "log/node.log"',
    "",
    "[rpc]",
    'host = "127.0.0.1"',
    `port = ${rpcPort}`,
    "",
    "[p2p]",
    `listen = [${quote(listen)}]`,
    `bootstrap = [${bootstrap.map(quote).join(", ")}]`,
    "",
    "[chain]",
    ...(joinFrom === undefined ? [] : [`joinFrom = ${quote(joinFrom)}`]),
    ...(keepBlocks === undefined ? [] : [`keepBlocks = ${keepBlocks}`]),
    "",
    "[keys]",
    'validator = "keys/validator.json"',
    'network = "keys/network.json"',
    "",
    ...letters.flatMap(({ participant, key }) => [
      "[[letters]]",
      `participant = ${quote(participant)}`,
      `key = ${quote(key)}`,
      "",
    ]),
    ...(personKeys === undefined ? [] : ["[personKeys]", `key = ${quote(personKeys.key)}`, ""]),
  ].join("\n");
}

/** A string of TOML; JSON's escapes are a subset of its own. */
function quote(text: string): string {
  return JSON.stringify(text);
}
