import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import * as z from "zod";

const Request = z.object({
  Entries: z.array(z.object({ Detail: z.string(), DetailType: z.string(), Time: z.number() })),
});

/** What becomes of an entry: taken, failed for now, never taken, the cause that its whole call is invalid, or the bus is away. */
type Verdict = boolean | "malformed" | "invalid" | "down";

const errors = {
  slow: { ErrorCode: "ThrottlingException", ErrorMessage: "slow down" },
  malformed: { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." },
} as const;

const invalid = {
  __type: "ValidationException",
  message: "Total size of the entries in the request is over the limit.",
};

/** An event bus that fails just what a test asks for: a stand-in for the service, spoken to by the real client. */
export async function startFailingBus(fails: (call: number, entry: number, detail: string) => Verdict) {
  const calls: string[][] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await json(request);
    const { Entries } = Request.parse(body);
    calls.push(Entries.map(({ Detail }) => Detail));
    const call = calls.length;
    const verdicts = Entries.map(({ Detail }, entry) => fails(call, entry + 1, Detail));
    const broken = verdicts.includes("invalid") ? invalid : verdicts.includes("down") ? {} : undefined;
    response.writeHead(broken ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
    const entries = verdicts.map((failed, n) =>
      failed === false
        ? { EventId: `${call}-${n}` }
        : failed === "malformed"
          ? errors.malformed
          : errors.slow,
    );
    const count = verdicts.filter((verdict) => verdict !== false).length;
    response.end(JSON.stringify(broken ?? { FailedEntryCount: count, Entries: entries }));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const client = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    client,
    calls,
    async stop() {
      client.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
