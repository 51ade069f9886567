import { readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { fileURLToPath } from "node:url";
import { build, stop } from "esbuild";
import { isFromHere } from "../gateway/local-pages.ts";
import { message, type Reply } from "../gateway/reply.ts";
import type { Flow } from "./flow.ts";

/** A page that only this machine has. */
export type LocalPage = (request: IncomingMessage) => Promise<Reply>;

const file = (name: string) => fileURLToPath(new URL(`../../web/flow/${name}`, import.meta.url));

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const reply = (type: string, body: Reply["body"], headers: Reply["headers"] = {}): Reply => ({
  status: 200,
  headers: { "content-type": type, "cache-control": "no-store", ...headers },
  body,
});

const scriptOf = async (): Promise<string> => {
  const built = await build({
    entryPoints: [file("flow.ts")],
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
    write: false,
  });
  // Its own process would stay for as long as this one.
  await stop();
  return built.outputFiles.map(({ text }) => text).join("");
};

/** The page that shows events as they flow, with its parts; each is read when somebody looks. */
export function flowPages(flow: Flow): ReadonlyMap<string, LocalPage> {
  let script: Promise<string> | undefined;
  const html = { "content-security-policy": policy, "x-content-type-options": "nosniff" };
  return new Map<string, LocalPage>([
    [
      "GET /local/flow",
      async () => reply("text/html;charset=utf-8", await readFile(file("flow.html")), html),
    ],
    ["GET /local/flow.css", async () => reply("text/css;charset=utf-8", await readFile(file("flow.css")))],
    ["GET /local/flow.js", async () => reply("text/javascript;charset=utf-8", await (script ??= scriptOf()))],
    [
      "GET /local/flow/events",
      async (request) => {
        // What flows names records: a page of the internet that reaches this machine by a name of its own gets none.
        if (!isFromHere(request)) return message(403, "Forbidden");
        const events = flow.watch();
        return events === undefined
          ? message(503, "Too many pages watch", { "retry-after": "10" })
          : reply("text/event-stream", events);
      },
    ],
  ]);
}
