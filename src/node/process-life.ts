import type { NodeLog } from "./log.ts";

/** How a process of ours ends: once, in good order, by a signal or because going on would break a promise. */
export interface ProcessLife {
  readonly log: NodeLog;
  /** What must not be gone on with, for the log. */
  readonly fatal: string;
  /** Says why it ends to whoever started it. */
  readonly fail: (error: unknown) => void;
  readonly stop: () => Promise<void> | undefined;
  /** A stop may take so long: everything that matters is on disk already. */
  readonly stopMsMax: number;
}

/** Listens to the signals, to a parent that goes, and to errors that nobody caught. Returns what to call on a fatal one. */
export function liveUntilStopped(life: ProcessLife): (error: Error) => void {
  let stopping = false;
  const stop = async (status: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(status), life.stopMsMax).unref();
    await life.stop();
    life.log.info({ status }, "stopped");
    life.log.flush();
    process.exit(status);
  };
  const onFatal = (error: Error): void => {
    life.log.fatal({ err: error }, life.fatal);
    life.fail(error);
    void stop(1);
  };
  process.on("SIGTERM", () => void stop(0));
  process.on("SIGINT", () => void stop(0));
  process.on("disconnect", () => void stop(0)); // whoever started it with a channel is gone
  process.on("uncaughtException", onFatal);
  process.on("unhandledRejection", (reason) =>
    onFatal(reason instanceof Error ? reason : new Error(String(reason))),
  );
  return onFatal;
}
