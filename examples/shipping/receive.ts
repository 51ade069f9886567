import { createServer } from "node:http";
import { InvalidEvent, InvalidWebhook, verifyWebhook } from "salesline-events";

const MOST_BYTES = 1_000_000;

/** Takes webhooks at `POST /` and hands their events over; what cannot be done now is refused and comes again. */
export function receive(
  port: number,
  secrets: readonly string[],
  take: (event: unknown) => Promise<unknown>,
): void {
  const server = createServer(async (request, response) => {
    try {
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of request) {
        chunks.push(chunk);
        bytes += chunks.at(-1)?.byteLength ?? 0;
        if (bytes > MOST_BYTES) return void response.writeHead(413).end();
      }
      const { headers } = request;
      await take(verifyWebhook({ headers, body: Buffer.concat(chunks), secrets }).payload);
      return void response.writeHead(204).end();
    } catch (error) {
      const status = error instanceof InvalidWebhook ? 401 : error instanceof InvalidEvent ? 400 : 500;
      console.log(`Refused with ${status}: ${error instanceof Error ? error.message : String(error)}`);
      return void response.writeHead(status).end();
    }
  });
  server.listen(port, () => console.log(`Webhooks are taken at port ${JSON.stringify(server.address())}`));
}
