const codes = {
  PORT_IN_USE: "Stop the other program, or choose another port in the configuration.",
  LISTEN_FAILED: "Check the address and the port in the configuration.",
  INSECURE_BIND:
    "Bind to 127.0.0.1 and reach it through a tunnel or a proxy that ends TLS and checks callers.",
} as const;

/** Why the server does not start: a code for programs, a sentence for people, and what to do. */
export class RpcServerError extends Error {
  readonly code: keyof typeof codes;
  readonly hint: string;

  constructor(code: keyof typeof codes, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "RpcServerError";
    this.code = code;
    this.hint = codes[code];
  }
}
