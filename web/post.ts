/** How a try to send ended. */
export type Outcome =
  | { readonly kind: "sent"; readonly redirect?: string | undefined }
  | {
      readonly kind: "wrong";
      readonly errors: ReadonlyMap<string, string>;
      readonly problem: string | undefined;
    }
  | { readonly kind: "busy" | "unsent" | "unproven" | "blocked" | "refused" | "large" };

/** Seconds between tries. A lift, a tunnel, a change of network: most of them are over within half a minute. */
const waits = [1, 2, 5, 12];
/** A photo over a bad line takes its time. */
const PATIENCE_MS = 60_000;
const LONGEST_WAIT = 20;

function textIn(body: unknown, name: string): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value : undefined;
}

function wrongOf(body: unknown): Outcome {
  const list: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "errors") : undefined;
  const errors = new Map<string, string>();
  for (const error of Array.isArray(list) ? list : []) {
    const [name, detail] = [textIn(error, "pointer")?.slice(1), textIn(error, "detail")];
    if (name && detail && !errors.has(name)) errors.set(name, detail);
  }
  return { kind: "wrong", errors, problem: errors.size > 0 ? undefined : textIn(body, "detail") };
}

/** Until then, or until the network is back. */
function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, seconds * 1000 * (1 + Math.random() / 4));
    addEventListener("online", go);
  });
}

async function outcomeOf(response: Response): Promise<Outcome | number> {
  const { status } = response;
  if (status === 429) {
    const after = Number(response.headers.get("retry-after") ?? 1);
    return after > LONGEST_WAIT ? { kind: "busy" } : after;
  }
  if (status >= 500) return 0;
  if (status === 413) return { kind: "large" };
  // An answer that ends in the middle throws: that is a try more.
  const body: unknown = await response.json();
  if (response.ok) return { kind: "sent", redirect: textIn(body, "redirect") };
  return status === 403 ? { kind: "refused" } : wrongOf(body);
}

/** Posts a form and says how that ended. Tries again when the network fails: all tries carry the same nonce. */
export async function post(url: string, body: BodyInit, waiting: () => void): Promise<Outcome> {
  let last: Outcome = { kind: "unsent" };
  for (const wait of [...waits, undefined]) {
    let least = 0;
    try {
      const headers = { accept: "application/json" };
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const outcome = await outcomeOf(
        await fetch(url, { method: "POST", body, headers, signal, credentials: "omit" }),
      );
      if (typeof outcome !== "number") return outcome;
      least = outcome;
      last = { kind: outcome > 0 ? "busy" : "unsent" };
    } catch {
      last = { kind: "unsent" };
    }
    if (wait === undefined) break;
    waiting();
    await pause(Math.max(wait, least));
  }
  return last;
}
