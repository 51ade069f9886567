import type { Answer, Sent } from "../client/transport.ts";

/** One request that was made under load, and what came of it. */
export interface Taped {
  readonly sent: Pick<Sent, "method" | "path">;
  /** undefined when the connection ended without one. */
  readonly answer: Pick<Answer, "status" | "headers"> | undefined;
  readonly ms: number;
}

/** Whoever asks is answered within it whatever the load, and be it that there was no time: functions of the API have ten seconds, and answer half a second before these are over. */
export const LONGEST_MS = 10_000;

const isTime = (text: string | undefined): boolean =>
  text !== undefined && (/^[0-9]+$/.test(text) || !Number.isNaN(Date.parse(text)));

/** Too busy: right when it says when to come back. */
const TURNED_AWAY = new Set([429, 503]);

/** What is wrong with what came of a request; undefined when it was done, refused, or turned away as it should be. */
export const wrongWith = ({ sent: { method, path }, answer, ms }: Taped): string | undefined => {
  const what = `${method} ${path}`;
  if (answer === undefined) return `${what} had no answer`;
  const { status, headers } = answer;
  if (TURNED_AWAY.has(status) && !isTime(headers["retry-after"]))
    return `${what} was answered ${status} without Retry-After`;
  if (status >= 500 && !TURNED_AWAY.has(status)) return `${what} was answered ${status}`;
  if (ms > LONGEST_MS)
    return `${what} was answered ${status} after ${(ms / 1000).toFixed(1)} s, later than ${LONGEST_MS / 1000} s`;
  return undefined;
};

/** What is wrong with what was answered under load, in words; nothing when all is right. */
export const judgeOverload = (tape: readonly Taped[]): string[] =>
  tape.flatMap((taped) => wrongWith(taped) ?? []);
