import { createServer } from "node:http";
import { afterAll, beforeAll } from "vitest";

/** A page of somebody's web site. */
interface SitePage {
  readonly body: string;
  /** What it allows itself (Content-Security-Policy). */
  readonly policy?: string;
}

/** A web site of another origin than the API, on this machine, during the tests of a file. */
export const useSite = () => {
  const pages = new Map<string, SitePage>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url?.split("?")[0] ?? "");
    response.statusCode = page === undefined ? 404 : 200;
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (page?.policy !== undefined) response.setHeader("content-security-policy", page.policy);
    response.end(
      `<!doctype html><html lang="en"><title>Teas</title><main><h1>Teas</h1>${page?.body ?? ""}</main></html>`,
    );
  });
  let origin = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    origin = typeof address === "object" && address !== null ? `http://localhost:${address.port}` : "";
  });
  afterAll(() => void server.close());
  return {
    origin: () => origin,
    /** Puts a page on the site and returns its address. */
    show(page: SitePage): string {
      const path = `/page-${pages.size + 1}`;
      pages.set(path, page);
      return `${origin}${path}`;
    },
  };
};
