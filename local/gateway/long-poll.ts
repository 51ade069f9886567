import type { IncomingMessage } from "node:http";

/** Whether a request asks to be answered only when there is something to tell. */
export function asksToWait({ method, headers }: IncomingMessage, query: string): boolean {
  if (method !== "GET") return false;
  const seconds = Number(new URLSearchParams(query).get("wait") ?? 0);
  return seconds > 0 || headers.accept?.toLowerCase().includes("text/event-stream") === true;
}

/** Does work for as long as the client is there; "gone" once it has hung up, and what was begun is ended by the signal. */
export async function whileConnected<T>(
  { socket }: IncomingMessage,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | "gone"> {
  if (socket.destroyed) return "gone";
  const gone = new AbortController();
  const hangUp = () => gone.abort();
  socket.once("close", hangUp);
  try {
    const done = await work(gone.signal);
    return gone.signal.aborted ? "gone" : done;
  } finally {
    socket.off("close", hangUp);
  }
}
