import type { Form } from "../../../../domain/form/form.ts";
import type { HttpEvent } from "../../edge.ts";

/** Whether a page of this origin may post the form, and what its browser is told. */
export interface Cors {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

function isOwn(origin: string, { headers, requestContext }: HttpEvent): boolean {
  return URL.parse(origin)?.host === (headers["host"] ?? requestContext.domainName);
}

/** Who posts without a browser says no origin; a browser always does. */
export function corsOf({ origins = [] }: Form, event: HttpEvent): Cors {
  const { origin } = event.headers;
  const vary = { vary: "Origin" };
  if (origin === undefined) return { allowed: true, headers: vary };
  if (!origins.includes(origin) && !isOwn(origin, event)) return { allowed: false, headers: vary };
  const seen = "retry-after";
  return {
    allowed: true,
    headers: { ...vary, "access-control-allow-origin": origin, "access-control-expose-headers": seen },
  };
}
