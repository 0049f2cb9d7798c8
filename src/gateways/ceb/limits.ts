/** Bounds of one file, each with its reason. What is beyond them is refused before it is looked at closely. */
export const cebLimits = {
  /** A thousand orders of a line or two take about as much, as most orders are. */
  fileBytes: 2 * 1024 * 1024,
  /** A message has four levels, a signature in it seven. Each level costs the XML reader a look-up of namespaces. */
  depth: 16,
  /** The shortest element takes four bytes: 2 MiB would hold half a million of them, and a file of real documents some 60,000. */
  elements: 100_000,
  /** Of one element. A root has a handful. */
  attributes: 32,
  documentsPerMessage: 1_000,
  /** A line's number has four digits. */
  linesPerDocument: 9_999,
  /** Whoever has a hundred faults in a file will not read the next ones before those are repaired. */
  faults: 100,
  /** Characters of a name or a code that a hint repeats. */
  quoted: 40,
  /** Characters of `returnInfo`, in which a format error says what is wrong. */
  returnInfo: 1_000,
} as const;
