import type { Ops } from "../../functions/runtime/ops/ops.ts";
import type { CommonOptions } from "./arguments.ts";

/** An installation that is closed when its block ends. */
export interface Opened extends AsyncDisposable {
  readonly ops: Ops;
}

/** What a command needs of the terminal. */
export interface Terminal {
  readonly open: (options: CommonOptions) => Promise<Opened>;
  readonly print: (text: string) => void;
}

/** One command of `npm run ops`. */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  /** Does it and gives the exit code. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
}
