import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const program = join(import.meta.dirname, "../../local/listen/listen.ts");
/** The program as an integrator starts it, with the lines that it prints. */
function startListener(args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = lines.find((each) => pattern.test(each));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const stop = async () => {
    child.kill("SIGINT");
    const [code] = await ended;
    return Number(code);
  };
  return { lines, line, stop, ended };
}

/** Starts the program, as often as is wanted, and ends all of them. */
export function listeners() {
  const running: ReturnType<typeof startListener>[] = [];
  return {
    start(...args: string[]) {
      const started = startListener(args);
      running.push(started);
      return started;
    },
    async stopAll(): Promise<void> {
      await Promise.all(running.splice(0).map(({ stop }) => stop()));
    },
  };
}
