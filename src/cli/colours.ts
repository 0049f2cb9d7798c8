import pc from "picocolors";

/** Colours only where a person looks: a variable of the environment must not put escapes into a file or a pipe. */
const wants = (stream: { readonly isTTY?: boolean }): boolean =>
  stream.isTTY === true && pc.isColorSupported;

export const outColours = pc.createColors(wants(process.stdout));
export const errorColours = pc.createColors(wants(process.stderr));
