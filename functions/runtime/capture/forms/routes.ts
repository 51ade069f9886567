/** A route over which visitors send a form. */
export interface FormRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The name of its function: "capture-form" for functions/capture/form.ts. */
  readonly entry: "capture-form" | "capture-challenge" | "capture-confirm";
}

const CONFIRM = "/f/{formId}/confirm";

/** The routes over which visitors send a form; none needs a token. */
export const formRoutes: readonly FormRoute[] = [
  { method: "POST", path: "/f/{formId}", entry: "capture-form" },
  { method: "GET", path: "/f/{formId}/challenge", entry: "capture-challenge" },
  { method: "GET", path: CONFIRM, entry: "capture-confirm" },
  { method: "POST", path: CONFIRM, entry: "capture-confirm" },
];
