import type { IncomingMessage } from "node:http";

/** An HTTP API takes 10 MB, and a function 6 MB, event included. */
export const mostBytes = 10 * 1024 * 1024;

/** The whole body; "too long" as soon as it is known to be, "gone" when the client went away. */
export function readBody(request: IncomingMessage): Promise<Buffer | "too long" | "gone"> {
  const { headers } = request;
  const announced = Number(headers["content-length"] ?? 0);
  if (announced > mostBytes) return Promise.resolve("too long");
  if (announced === 0 && headers["transfer-encoding"] === undefined) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > mostBytes) {
        request.off("data", onData);
        resolve("too long");
      }
    };
    request.on("data", onData);
    request.on("end", () => resolve(Buffer.concat(chunks, bytes)));
    request.on("close", () => resolve("gone"));
  });
}
