/** Seconds to wait before each try, and for an answer. */
export interface Waits {
  /** Before the first try, the second and so on: there are as many tries. */
  readonly seconds: readonly number[];
  readonly timeoutSeconds: number;
}

const JITTER = 0.1;

/** Seconds until the next try after so many, up to a tenth more by chance; undefined when there is none. */
export function waitAfter({ seconds }: Waits, tries: number, random: number): number | undefined {
  const wait = seconds[tries];
  return wait === undefined ? undefined : wait * (1 + JITTER * random);
}

const DAY_SECONDS = 86_400;

/** The instant of an HTTP-date such as "Fri, 27 Nov 2026 08:02:00 GMT"; undefined for anything else that may look like a date. */
function httpDate(text: string): number | undefined {
  const at = Date.parse(text);
  return Number.isFinite(at) && new Date(at).toUTCString() === text ? at : undefined;
}

/** Seconds that a receiver asks to be left alone (Retry-After as in RFC 9110: seconds or a date), a day at most; undefined when it does not say, or says anything else. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Math.min(DAY_SECONDS, Number(text));
  const at = httpDate(text);
  if (at === undefined) return undefined;
  return Math.min(DAY_SECONDS, Math.max(0, Math.ceil((at - now.getTime()) / 1000)));
}

const WAITS = /^\d{1,6}(?:,\d{1,6}){0,39}$/;

/** The waits of this installation; throws when they cannot be meant. */
export function readWaits(environment: Readonly<Record<string, string | undefined>>): Waits {
  const { WEBHOOK_WAITS = "", WEBHOOK_TIMEOUT_SECONDS = "" } = environment;
  if (!WAITS.test(WEBHOOK_WAITS)) {
    throw new Error(`The environment variable WEBHOOK_WAITS must be whole seconds: it is "${WEBHOOK_WAITS}"`);
  }
  const timeoutSeconds = Number(WEBHOOK_TIMEOUT_SECONDS);
  if (!(timeoutSeconds >= 1 && timeoutSeconds <= 30)) {
    throw new Error(
      `The environment variable WEBHOOK_TIMEOUT_SECONDS must be seconds from 1 to 30: it is "${WEBHOOK_TIMEOUT_SECONDS}"`,
    );
  }
  return { seconds: WEBHOOK_WAITS.split(",").map(Number), timeoutSeconds };
}
