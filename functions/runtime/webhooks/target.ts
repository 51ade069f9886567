import { lookup as ask } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { TargetUrl } from "../../../domain/subscription/url.ts";
import { type Allowed, isAllowed, readAllowed, refusedAddress } from "./address.ts";

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Where a request goes: what its host was resolved to, once; `lookup` answers with these and asks nobody again. */
export interface Target {
  readonly ok: true;
  readonly url: URL;
  readonly addresses: readonly string[];
  /** For `node:http` and `node:https`, which ask for it only where the host is a name. */
  readonly lookup: LookupFunction;
}

/** Why nothing is sent to an address. */
export interface Refused {
  readonly ok: false;
  readonly why: string;
  /** The host could not be resolved now: a later try may find it. */
  readonly passes: boolean;
}

/** Finds out where addresses lead. */
export interface Targets {
  /** Resolves the host now and looks at every address that it has: one that may not be asked is reason to ask none. */
  pin(url: string): Promise<Target | Refused>;
}

const PATIENCE_MS = 5000;

/** As a connection would be resolved: with what the machine itself knows of names. */
const resolveHere: Resolve = async (host) => {
  const found = await ask(host, { all: true, order: "verbatim" });
  return found.map(({ address }) => address);
};

/** A resolver that hangs ends no function by it. */
async function inTime(found: Promise<readonly string[]>): Promise<readonly string[]> {
  const ended = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: ended.signal }).then((): never => {
    throw new Error(`no answer within ${PATIENCE_MS / 1000} seconds`);
  });
  try {
    return await Promise.race([found, late]);
  } finally {
    ended.abort();
    late.catch(() => undefined);
  }
}

/** Answers with these addresses and for this host alone. */
function pinned(host: string, addresses: readonly string[]): LookupFunction {
  return (asked, options, done) => {
    const { family, all } = options;
    const wanted = family === "IPv4" ? 4 : family === "IPv6" ? 6 : family;
    const fitting = addresses
      .map((address) => ({ address, family: isIP(address) }))
      .filter((each) => wanted === undefined || wanted === 0 || each.family === wanted);
    const [first] = fitting;
    if (asked !== host || first === undefined) {
      const error = Object.assign(new Error(`${asked} was not resolved to any such address`), {
        code: "ENOTFOUND",
      });
      done(error, "", 0);
    } else if (all === true) done(null, fitting);
    else done(null, first.address, first.family);
  };
}

const refused = (why: string, passes = false): Refused => ({ ok: false, why, passes });

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Where addresses lead, with these ranges allowed beside the public network. */
export function openTargets(allowed: Allowed = ofEnvironment(), resolve: Resolve = resolveHere): Targets {
  async function addressesOf(host: string): Promise<readonly string[] | Refused> {
    if (isIP(host) !== 0) return [host];
    try {
      const found = await inTime(resolve(host));
      return found.length === 0 ? refused(`${host} has no address`, true) : found;
    } catch (error) {
      return refused(`${host} could not be resolved: ${reasonOf(error)}`, true);
    }
  }

  return {
    async pin(address) {
      const parsed = TargetUrl.safeParse(address);
      if (!parsed.success) return refused(parsed.error.issues[0]?.message ?? "is no web address");
      const url = new URL(parsed.data);
      const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
      const found = await addressesOf(host);
      if ("ok" in found) return found;
      const why = found.map((ip) => refusedAddress(ip, allowed)).find((each) => each !== undefined);
      if (why !== undefined) return refused(host === found[0] ? why : `${host} leads to ${why}`);
      if (url.protocol === "http:" && !found.every((ip) => isAllowed(ip, allowed))) {
        return refused("must begin with https://: what is sent would be readable on its way");
      }
      return { ok: true, url, addresses: found, lookup: pinned(host, found) };
    },
  };
}

function ofEnvironment(): Allowed {
  return readAllowed(process.env["WEBHOOK_ALLOW"] ?? "");
}
