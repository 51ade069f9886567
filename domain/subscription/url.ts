import * as z from "zod";
import { madeStorable } from "../kernel/text.ts";

/** The address as it is asked: hosts in lower case, numbers as addresses, names of other scripts in ASCII. */
function normal(value: string): string {
  return URL.canParse(value) ? new URL(value).href : value;
}

const FIRST_FREE_PORT = 1024;

function portFault({ protocol, port }: URL): string | undefined {
  // The port that the protocol has by itself is not written.
  if (port === "" || Number(port) >= FIRST_FREE_PORT) return undefined;
  const own = protocol === "https:" ? "443" : "80";
  return `must have the port ${own} or one from ${FIRST_FREE_PORT} on: the others are of other services`;
}

/** What is wrong with how an address is written; undefined when nothing is. Where it leads is looked at where it is resolved. */
function urlFault(value: string): string | undefined {
  if (!URL.canParse(value)) return "must be a web address such as https://example.com/hook";
  if (madeStorable(value) !== value) return "must not contain broken Unicode characters";
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must begin with https://";
  if (url.username !== "" || url.password !== "") {
    return "must not contain a user or a password: requests are signed instead";
  }
  if (url.hash !== "") return "must not contain a #: it is never sent";
  return portFault(url);
}

/** The longest address. */
export const MOST_URL = 2000;

/** Where events are sent: kept as it is asked. */
export const TargetUrl = z
  .string()
  .trim()
  .max(MOST_URL)
  .overwrite(normal)
  .max(MOST_URL)
  .superRefine((value, ctx) => {
    const message = urlFault(value);
    if (message !== undefined) ctx.addIssue({ code: "custom", message });
  });
