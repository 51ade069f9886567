import { NoPlace } from "../../functions/runtime/ops/place.ts";
import { BadArguments } from "./arguments.ts";
import { auditCommand } from "./audit.ts";
import type { Command, Terminal } from "./command.ts";
import { discardCommand } from "./discard.ts";
import { eraseCommand } from "./erase.ts";
import { redriveCommand } from "./redrive.ts";
import { replayCommand } from "./replay.ts";
import { stuckCommand } from "./stuck.ts";

const commands: ReadonlyMap<string, Command> = new Map([
  ["stuck", stuckCommand],
  ["redrive", redriveCommand],
  ["discard", discardCommand],
  ["replay", replayCommand],
  ["audit", auditCommand],
  ["erase", eraseCommand],
]);

const usage = () =>
  [
    "npm run ops -- <command>",
    "",
    ...[...commands.values()].map(({ usage: words, summary }) => `  ${words}\n      ${summary}`),
    "",
    "All take --aws (the account of your AWS credentials; else the local system), --data <its data folder>, and --json.",
  ].join("\n");

/** Does what the words say and gives the exit code: 0 done, 1 something is wrong there, 2 the words cannot be used. */
export const runCommand = async (words: readonly string[], terminal: Terminal): Promise<number> => {
  const [name = "help", ...args] = words;
  const command = commands.get(name);
  if (command === undefined) {
    terminal.print(
      name === "help" || name === "--help" ? usage() : `There is no command ${name}.\n\n${usage()}`,
    );
    return name === "help" || name === "--help" ? 0 : 2;
  }
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (!(error instanceof BadArguments || error instanceof NoPlace)) throw error;
    terminal.print(error instanceof BadArguments ? `${error.message}\n\n  ${command.usage}` : error.message);
    return 2;
  }
};
