/** An event, as the page is told of it. */
export interface Happened {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly record: string;
  readonly deal: string;
  readonly at: string;
  readonly causedBy?: string;
  readonly actor: { readonly type: string; readonly id: string };
}

/** A function behind a queue, and how it does. */
export interface Consumer {
  readonly consumer: string;
  readonly waiting: number;
  readonly taken: number;
  readonly dead: number;
  readonly done?: number;
  readonly settled?: number;
  readonly failed?: number;
  readonly lagMs?: number;
}

/** How the whole does, once a second. */
export interface State {
  readonly consumers: readonly Consumer[];
  readonly outcomes: Readonly<Record<"done" | "repeated" | "refused" | "fault", number>>;
  readonly behind: number;
}

/** What is done with what comes. */
export interface Receiver {
  readonly happened: (events: readonly Happened[]) => void;
  readonly state: (state: State) => void;
  readonly connected: (live: boolean) => void;
}

/** Takes what the system tells, event by event; what comes at once is handed on at once, before the next picture. */
export function receive(url: string, { happened, state, connected }: Receiver): void {
  const source = new EventSource(url);
  const known = new Set<string>();
  let fresh: Happened[] = [];
  source.addEventListener("open", () => connected(true));
  source.addEventListener("error", () => connected(false));
  source.addEventListener("happened", ({ data }: MessageEvent<string>) => {
    const event: Happened = JSON.parse(data);
    // After a reconnection the last ones come again.
    if (known.has(event.id)) return;
    known.add(event.id);
    if (fresh.push(event) > 1) return;
    requestAnimationFrame(() => {
      happened(fresh);
      fresh = [];
    });
  });
  source.addEventListener("state", ({ data }: MessageEvent<string>) => state(JSON.parse(data)));
}
