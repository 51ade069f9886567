import { Attribution } from "../capture/attribution.ts";
import { madeStorable } from "../kernel/text.ts";
import { clickIdNames, own, utmNames } from "./names.ts";
import { one, type Posted } from "./posted.ts";

const LONGEST_ADDRESS = 1000;

function addressOf(value: string | undefined): URL | undefined {
  if (value === undefined || !/^https?:\/\//i.test(value)) return undefined;
  return URL.parse(value) ?? undefined;
}

/** A page as it is kept: without what could sign somebody in, and without its query when it is too long. */
function pageText(url: URL | undefined): string | undefined {
  if (url === undefined) return undefined;
  const whole = `${url.origin}${url.pathname}${url.search}`;
  const short = whole.length > LONGEST_ADDRESS ? `${url.origin}${url.pathname}` : whole;
  return short.length > LONGEST_ADDRESS ? url.origin.slice(0, LONGEST_ADDRESS) : short;
}

/** Parameters are cut at what is kept of them: they are no words of a visitor, and the post itself is kept whole. */
function parameter(value: string | undefined, most: number): string | undefined {
  const storable = value === undefined ? "" : madeStorable(value.trim().slice(0, most)).trim();
  return storable === "" ? undefined : storable;
}

/** The page that a form was on: as it says itself, else as the browser does. */
export function pageOf(posted: Posted, referer: string | undefined): string | undefined {
  return pageText(addressOf(one(posted, own.page)) ?? addressOf(referer));
}

/** Where a visitor came from: fields of the form first, then the addresses of the pages, the first that says something. */
export function attributionOf(
  posted: Posted,
  from: { readonly referer: string | undefined; readonly query: string },
): Attribution | undefined {
  const page = addressOf(one(posted, own.page)) ?? addressOf(from.referer);
  const landing = addressOf(one(posted, own.landingPage));
  const queries = [new URLSearchParams(from.query), page?.searchParams, landing?.searchParams];
  const find = (name: string, most: number) => {
    const values = [one(posted, name), ...queries.map((query) => query?.get(name) ?? undefined)];
    return values.map((value) => parameter(value, most)).find((value) => value !== undefined);
  };
  const utm = Object.entries(utmNames).flatMap(([name, as]) => {
    const value = find(name, 300);
    return value === undefined ? [] : [[as, value] as const];
  });
  const clicks = clickIdNames.flatMap((name) => {
    const value = find(name, 500);
    return value === undefined ? [] : [[name, value] as const];
  });
  const attribution = {
    ...(utm.length > 0 && { utm: Object.fromEntries(utm) }),
    ...(clicks.length > 0 && { clickIds: Object.fromEntries(clicks) }),
    referrer: pageText(addressOf(one(posted, own.referrer))),
    landingPage: pageText(landing),
    page: pageText(page),
  };
  const known = Object.entries(attribution).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Attribution.parse(Object.fromEntries(known));
}
