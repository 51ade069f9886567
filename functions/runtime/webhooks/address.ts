import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;
type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** Ranges of addresses that may be asked although nobody in the public network has them. */
export type Allowed = readonly Range[];

const isIn = (address: Address, [network, bits]: Range) =>
  address.kind() === network.kind() && address.match(network, bits);

/** Reads ranges such as "127.0.0.1/32,fd00::/8"; throws naming the first that is none. */
export function readAllowed(text: string): Allowed {
  const parts = text.split(",").map((part) => part.trim());
  return parts
    .filter((part) => part !== "")
    .map((part) => {
      const [address = "", bits] = part.split("/");
      // "10/8" and "127.1/8" are taken by the parser as well, for something else than one might think.
      if (isIP(address) === 0 || bits === undefined || !ipaddr.isValidCIDR(part)) {
        throw new Error(`"${part}" is not a range of addresses such as 10.0.0.0/8 or fd00::/8`);
      }
      return ipaddr.parseCIDR(part);
    });
}

/** All that is given out for the public network: what is outside of it leads nowhere, or inwards. */
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/** Public by its number, and answers inside of a cloud as its metadata do. */
const alsoInward = [ipaddr.parseCIDR("168.63.129.16/32")];

function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  if (address.kind() === "ipv6") return isIn(address, globalUnicast);
  return !alsoInward.some((range) => isIn(address, range));
}

/**
 * Why nothing may be sent to an address; undefined when something may. Only what the public network has is asked, and
 * what is allowed by name: an IPv4 address within an IPv6 one (mapped, NAT64, 6to4, Teredo) is what it is written as,
 * so that nobody has to know each way of hiding one.
 */
export function refusedAddress(ip: string, allowed: Allowed): string | undefined {
  // A zone names a network of the machine itself; other writings of an address are no result of a resolver.
  if (isIP(ip) === 0 || ip.includes("%")) return `${ip} is no address of the public network`;
  const address = ipaddr.parse(ip);
  if (isPublic(address) || allowed.some((range) => isIn(address, range))) return undefined;
  return `${ip} is no address of the public network (${address.range()})`;
}

/** Whether an address is one of those that are allowed by name. */
export function isAllowed(ip: string, allowed: Allowed): boolean {
  if (isIP(ip) === 0 || ip.includes("%")) return false;
  const address = ipaddr.parse(ip);
  return allowed.some((range) => isIn(address, range));
}
