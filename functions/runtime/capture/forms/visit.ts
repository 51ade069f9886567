import { clickIdNames, own, utmNames } from "../../../../domain/form/names.ts";
import { one, type Posted } from "../../../../domain/form/posted.ts";
import type { HttpEvent } from "../../edge.ts";

const LONGEST = 1000;

/** Where this API is reached, as the visitor reached it. */
function ownOrigin({ headers, requestContext }: HttpEvent): string {
  const { "x-forwarded-proto": protocol = "https", host = requestContext.domainName } = headers;
  return `${protocol}://${host}`;
}

const campaigns = [...Object.keys(utmNames), ...clickIdNames];

function named(entries: readonly (readonly [string, string | undefined])[]): Record<string, string> {
  const known = entries.flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, value.slice(0, LONGEST)] as const],
  );
  return Object.fromEntries(known);
}

/** What was posted of it, for the page that is shown again. */
export function visitIn(posted: Posted): Record<string, string> {
  const names = [own.page, own.landingPage, own.referrer, ...campaigns];
  return named(names.map((name) => [name, one(posted, name)]));
}

/** How a visitor came to the page of a form, by the names under which that is posted: what scripts know better, they replace. */
export function visitOf(event: HttpEvent): Record<string, string> {
  const { queryStringParameters: query = {}, rawPath, rawQueryString, headers } = event;
  const url = `${ownOrigin(event)}${rawPath}${rawQueryString === "" ? "" : `?${rawQueryString}`}`;
  return named([
    [own.page, url],
    [own.landingPage, url],
    [own.referrer, headers["referer"]],
    ...campaigns.map((name) => [name, query[name]] as const),
  ]);
}
