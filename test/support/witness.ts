import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

/** Stands between a function and the engine and sees each request; lets a test act before one is passed on. */
export interface Witness {
  readonly endpoint: string;
  /** The operations asked since the last `forget`, such as "Query". */
  readonly seen: readonly string[];
  /** Called before a request is passed on; undefined for nothing. */
  before: ((operation: string) => Promise<void>) | undefined;
  forget(): void;
  stop(): Promise<void>;
}

/** Starts a witness of what is asked of an engine. */
export async function startWitness(engine: string): Promise<Witness> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
      seen.push(operation);
      await witness.before?.(operation);
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": String(request.headers["x-amz-target"]),
        authorization: String(request.headers.authorization),
        "x-amz-date": String(request.headers["x-amz-date"]),
      };
      const answer = await fetch(engine, { method: "POST", headers, body: await buffer(request) });
      response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const witness: Witness = {
    endpoint: `http://127.0.0.1:${address.port}`,
    seen,
    before: undefined,
    forget: () => void seen.splice(0),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return witness;
}
