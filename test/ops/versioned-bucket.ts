import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";

/** A version of an object, or the mark that it was deleted. */
export interface Version {
  readonly key: string;
  readonly version: string;
  readonly isMark?: boolean;
}

const PER_PAGE = 2;

function xmlOf({ key, version, isMark = false }: Version): string {
  const name = isMark ? "DeleteMarker" : "Version";
  return `<${name}><Key>${key}</Key><VersionId>${version}</VersionId><IsLatest>false</IsLatest></${name}>`;
}

/** The versions after a place, in the order of their keys, and where the next page begins. */
function pageOf(versions: readonly Version[], query: URLSearchParams): string {
  const [prefix, after, mark] = ["prefix", "key-marker", "version-id-marker"].map(
    (name) => query.get(name) ?? "",
  );
  const all = versions
    .filter(({ key }) => key.startsWith(prefix ?? ""))
    .toSorted((a, b) => (`${a.key}\0${a.version}` < `${b.key}\0${b.version}` ? -1 : 1))
    .filter(({ key, version }) => `${key}\0${version}` > `${after}\0${mark}`);
  const page = all.slice(0, PER_PAGE);
  const last = page.at(-1);
  const more = all.length > page.length && last !== undefined;
  const next = more
    ? `<NextKeyMarker>${last.key}</NextKeyMarker><NextVersionIdMarker>${last.version}</NextVersionIdMarker>`
    : "";
  return `<?xml version="1.0"?><ListVersionsResult><IsTruncated>${more}</IsTruncated>${next}${page.map(xmlOf).join("")}</ListVersionsResult>`;
}

const end = (response: ServerResponse, status: number, body = "") => {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(body);
};

/** A bucket that keeps versions and tells them in pages, as S3 does and the buckets of this machine do not. */
export async function startVersionedBucket(versions: Version[]) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
    if (request.method === "GET" && searchParams.has("versions")) {
      return end(response, 200, pageOf(versions, searchParams));
    }
    const key = decodeURIComponent(pathname.split("/").slice(2).join("/"));
    const at = versions.findIndex(
      (each) => each.key === key && each.version === searchParams.get("versionId"),
    );
    if (request.method === "HEAD") return end(response, 404);
    if (request.method !== "DELETE" || at < 0) return end(response, 400);
    versions.splice(at, 1);
    return end(response, 204);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
}
