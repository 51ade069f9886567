import { clickIdNames, own, utmNames } from "../../../../domain/form/names.ts";
import type { HttpEvent } from "../../edge.ts";

const LONGEST = 1000;

/** Where this API is reached, as the visitor reached it. */
export function ownOrigin({ headers, requestContext }: HttpEvent): string {
  const { "x-forwarded-proto": protocol = "https", host = requestContext.domainName } = headers;
  return `${protocol}://${host}`;
}

/** How a visitor came to the page of a form, by the names under which that is posted: what scripts know better, they replace. */
export function visitOf(event: HttpEvent): Record<string, string> {
  const { queryStringParameters: query = {}, rawPath, rawQueryString, headers } = event;
  const url = `${ownOrigin(event)}${rawPath}${rawQueryString === "" ? "" : `?${rawQueryString}`}`;
  const campaign = [...Object.keys(utmNames), ...clickIdNames].map((name) => [name, query[name]] as const);
  const pages = [
    [own.page, url],
    [own.landingPage, url],
    [own.referrer, headers["referer"]],
  ] as const;
  const known = [...pages, ...campaign].flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, value.slice(0, LONGEST)] as const],
  );
  return Object.fromEntries(known);
}
