import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";

/** A stage of the funnel, and how many records of it there are. */
export interface Stage {
  readonly name: string;
  readonly number: number;
}

const TYPES = new Map([
  ["page.html", "text/html; charset=utf-8"],
  ["page.css", "text/css"],
  ["page.js", "text/javascript"],
]);
const files = new Map([...TYPES].map(([name]) => [name, readFileSync(join(import.meta.dirname, name))]));
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
const BEAT_MS = 15_000;
const AT_MOST_EVERY_MS = 200;

/** Serves the page at `/`, and tells it the figures whenever `changed` is called. */
export function serve(port: number, figures: () => readonly Stage[]): { changed(): void } {
  const pages = new Set<ServerResponse>();
  const tell = (page: ServerResponse) => void page.write(`data: ${JSON.stringify(figures())}\n\n`);
  let soon: NodeJS.Timeout | undefined;

  const server = createServer(({ url = "/", method }, response) => {
    if (url === "/stream") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      pages.add(response);
      response.on("close", () => pages.delete(response));
      return tell(response);
    }
    const name = url === "/" ? "page.html" : url.slice(1);
    const file = files.get(name);
    if (file === undefined || method !== "GET") return void response.writeHead(404).end();
    const type = TYPES.get(name) ?? "";
    return void response
      .writeHead(200, { "content-type": type, "content-security-policy": POLICY })
      .end(file);
  });
  // So that a connection that is gone is seen.
  setInterval(() => pages.forEach((page) => page.write(": still here\n\n")), BEAT_MS).unref();
  server.listen(port, () => console.log(`The funnel is at ${JSON.stringify(server.address())}`));
  return {
    changed() {
      soon ??= setTimeout(() => {
        soon = undefined;
        pages.forEach(tell);
      }, AT_MOST_EVERY_MS);
    },
  };
}
