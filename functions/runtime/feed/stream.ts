/** Milliseconds after which the client of a stream comes back. */
const RETRY_MS = 1000;

/** One event of a stream. */
export interface StreamEvent {
  readonly id: string;
  readonly type: string;
  /** JSON, and so without a line break. */
  readonly data: string;
}

/**
 * Events as server-sent events. The last line names the position that was come to, without data: a client remembers it
 * and hears nothing, so that it goes on behind what was looked through in vain.
 */
export function streamOf(events: readonly StreamEvent[], position: string): string {
  const told = events.map(({ id, type, data }) => `id: ${id}\nevent: ${type}\ndata: ${data}\n\n`);
  const nothing = events.length === 0 ? ": nothing new\n\n" : "";
  return `retry: ${RETRY_MS}\n\n${told.join("")}${nothing}id: ${position}\n\n`;
}
