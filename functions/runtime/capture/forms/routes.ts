/** A route over which visitors see or send a form. */
export interface FormRoute {
  readonly method: "GET" | "POST" | "OPTIONS";
  readonly path: string;
  /** The name of its function: "capture-form" for functions/capture/form.ts. */
  readonly entry: "capture-form" | "capture-challenge" | "capture-confirm" | "capture-page" | "capture-embed";
}

const CONFIRM = "/f/{formId}/confirm";

/** The routes over which visitors see and send a form; none needs a token. */
export const formRoutes: readonly FormRoute[] = [
  { method: "POST", path: "/f/{formId}", entry: "capture-form" },
  { method: "GET", path: "/f/{formId}/challenge", entry: "capture-challenge" },
  { method: "GET", path: CONFIRM, entry: "capture-confirm" },
  { method: "POST", path: CONFIRM, entry: "capture-confirm" },
  { method: "GET", path: "/f/{formId}", entry: "capture-page" },
  { method: "OPTIONS", path: "/f/{formId}", entry: "capture-page" },
  { method: "OPTIONS", path: "/f/{formId}/challenge", entry: "capture-page" },
  { method: "GET", path: "/f/{formId}/embed.js", entry: "capture-embed" },
];
