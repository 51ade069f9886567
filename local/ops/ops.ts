import { messageOf } from "../problem.ts";
import { runCommand } from "./commands.ts";
import { openInstallation } from "./open.ts";

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    print: (text) => console.log(text),
    async open(options) {
      const ops = await openInstallation(options);
      return { ops, [Symbol.asyncDispose]: async () => ops.close() };
    },
  });
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
