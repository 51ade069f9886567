import * as z from "zod";
import { PatternFault } from "./pattern-fault.ts";
import { textOf, type ReadOperand, type TextTest } from "./pattern-operand.ts";

const IPv6 = z.ipv6();
const V4 = /^\d+\.\d+\.\d+\.\d+$/;
const V6 = /^[\da-f:]*:[\da-f:]*$/i;
const MAPPED_V4 = `${"0".repeat(20)}ffff`;

/** The address as 8 (IPv4) or 32 (IPv6) hexadecimal digits; undefined for anything else. */
export function ipHex(text: string): string | undefined {
  if (V4.test(text)) return v4Hex(text);
  if (!V6.test(text) || !IPv6.safeParse(text).success) return undefined;
  const [head = "", tail] = text.split("::");
  const left = groupsOf(head);
  const right = groupsOf(tail ?? "");
  const hex = [...left, ...Array<string>(8 - left.length - right.length).fill("0000"), ...right].join("");
  return hex.startsWith(MAPPED_V4) ? hex.slice(MAPPED_V4.length) : hex;
}

function v4Hex(text: string): string | undefined {
  const octets = text.split(".").map(Number);
  return octets.every((octet) => octet <= 255)
    ? octets.map((octet) => octet.toString(16).padStart(2, "0")).join("")
    : undefined;
}

function groupsOf(part: string): readonly string[] {
  return part === "" ? [] : part.split(":").map((group) => group.toLowerCase().padStart(4, "0"));
}

/** `{"cidr": "10.0.0.0/24"}`, IPv4 or IPv6; the address may be any of its range. */
export const readCidr: ReadOperand<TextTest> = (operand, field) => {
  const [address = "", mask, ...more] = textOf(operand, "cidr match pattern must be a string", field).split(
    "/",
  );
  if (mask === undefined || mask === "" || more.length > 0)
    throw new PatternFault("Malformed CIDR, one '/' required", field);
  const hex = ipHex(address);
  if (hex === undefined) throw new PatternFault(`Nonstandard IP address: ${address}`, field);
  const width = hex.length * 4;
  const free = BigInt(width - readMask(mask, width, field));
  const bottom = (BigInt(`0x${hex}`) >> free) << free;
  const top = bottom | ((1n << free) - 1n);
  return between(hexOf(bottom, hex.length), hexOf(top, hex.length));
};

function readMask(mask: string, width: number, field: readonly string[]): number {
  if (!/^[+-]?\d+$/.test(mask)) throw new PatternFault("Malformed CIDR, mask bits must be an integer", field);
  const bits = Number(mask);
  if (bits < 0) throw new PatternFault("Malformed CIDR, mask bits must not be negative", field);
  if (bits >= width)
    throw new PatternFault(`${width === 32 ? "IPv4" : "IPv6"} mask bits must be < ${width}`, field);
  return bits;
}

function hexOf(value: bigint, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

/** Hexadecimal texts of one length order as their numbers do. */
function between(bottom: string, top: string): TextTest {
  return (text) => {
    const hex = ipHex(text);
    return hex !== undefined && hex.length === bottom.length && hex >= bottom && hex <= top;
  };
}
