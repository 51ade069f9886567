import { build } from "../build.ts";
import { run } from "../run.ts";

// The program of a system in a process of its own: it ends when whoever started it is gone, however that went.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
const assembly = process.argv[2];
await run(assembly === undefined ? build : () => Promise.resolve(assembly));
