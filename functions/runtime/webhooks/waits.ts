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

/** Seconds that a receiver asks to be left alone (Retry-After: seconds or a date), a day at most; undefined when it does not say. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.min(DAY_SECONDS, Math.max(0, Math.ceil(seconds))) : undefined;
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
