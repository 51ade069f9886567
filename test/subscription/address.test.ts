import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAllowed, refusedAddress } from "../../functions/runtime/webhooks/address.ts";
import { openTargets } from "../../functions/runtime/webhooks/target.ts";

/** Addresses and names as somebody may write them, that lead inwards or nowhere. */
const inward = [
  // IPv4: this host, private, shared, loopback, link-local with its metadata, of protocols, tests, documents, multicast.
  "0.0.0.0",
  "0.1.2.3",
  "10.0.0.1",
  "10.255.255.255",
  "100.64.0.1",
  "100.100.100.200",
  "100.127.255.255",
  "127.0.0.1",
  "127.1.2.3",
  "127.255.255.255",
  "169.254.0.1",
  "169.254.169.254",
  "169.254.170.2",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.1",
  "192.0.0.192",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.0.1",
  "192.168.255.255",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.1",
  "255.255.255.255",
  "168.63.129.16",
  // The same, as URLs may write them: octal, hexadecimal, whole, short, with a dot, in full-width digits.
  "0177.0.0.1",
  "0x7f.0.0.1",
  "0x7f000001",
  "2130706433",
  "017700000001",
  "127.1",
  "127.0.1",
  "127.0.0.1.",
  "0",
  "0x0",
  "2852039166",
  "0xa9fea9fe",
  "0251.0376.0251.0376",
  "１２７.0.0.1",
  "127。0。0。1",
  "%31%32%37.0.0.1",
  // IPv6: none, loopback, IPv4 within it in each way, discarded, unique local with its metadata, link-local, site-local.
  "[::]",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::127.0.0.1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::ffff:8.8.8.8]",
  "[::ffff:169.254.169.254]",
  "[::ffff:0:127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b::808:808]",
  "[64:ff9b:1::a00:1]",
  "[100::1]",
  "[2001::1]",
  "[2001:0:4136:e378::1]",
  "[2001:2::1]",
  "[2001:10::1]",
  "[2001:20::1]",
  "[2001:db8::1]",
  "[2002:7f00:1::]",
  "[2002:a00:1::1]",
  "[3fff::1]",
  "[4000::1]",
  "[5f00::1]",
  "[fc00::1]",
  "[fd00::1]",
  "[fd00:ec2::254]",
  "[fe80::1]",
  "[febf::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[ff0e::1]",
];

/** What is no address or name at all, or is written as nobody should write it. */
const wrong = [
  "[::1%25eth0]",
  "[fe80::1%25lo]",
  "256.0.0.1",
  "1.2.3.4.5",
  "[1::2::3]",
  "[::ffff:1.2.3]",
  "0x100000000",
  "user@8.8.8.8",
  "user:word@8.8.8.8",
  "127.0.0.1@8.8.8.8",
  "8.8.8.8#@127.0.0.1",
  "8.8.8.8:25",
  "8.8.8.8:80",
  "8.8.8.8:99999",
  ":8443",
  "exa mple.com",
  "a..b%00.com",
];

const outward = [
  "1.1.1.1",
  "8.8.8.8",
  "8.8.8.8:8443",
  "8.8.8.8:443",
  "9.255.255.255",
  "11.0.0.1",
  "100.63.255.255",
  "100.128.0.1",
  "126.255.255.255",
  "128.0.0.1",
  "169.253.255.255",
  "172.15.255.255",
  "172.32.0.1",
  "192.167.255.255",
  "198.17.255.255",
  "198.20.0.1",
  "223.255.255.255",
  "0x08080808",
  "134744072",
  "[2606:4700:4700::1111]",
  "[2a00:1450:4001:831::200e]",
  "[2600:1f18::1]",
  "[2001:4860:4860::8888]",
];

const targets = openTargets([], async () => {
  throw new Error("no name is asked for here");
});
const pin = (host: string) => targets.pin(`https://${host}/hook`);

describe("an address", () => {
  test("is one of at least 110 that are tried here", () => {
    expect(new Set([...inward, ...wrong, ...outward]).size).toBeGreaterThanOrEqual(110);
  });

  test.each(inward)("that leads inwards is refused: %s", async (host) => {
    expect(await pin(host)).toMatchObject({ ok: false, why: expect.stringContaining("public network") });
  });

  test.each(wrong)("that is written wrong is refused: %s", async (host) => {
    expect(await pin(host)).toMatchObject({ ok: false, passes: false });
  });

  test.each(outward)("of the public network may be asked: %s", async (host) => {
    expect(await pin(host)).toMatchObject({ ok: true });
  });

  test.each([
    "ftp://8.8.8.8/",
    "file:///etc/passwd",
    "gopher://8.8.8.8/",
    "javascript:alert(1)",
    "//8.8.8.8/",
    "8.8.8.8",
  ])("that is none of the web is refused: %s", async (url) => {
    expect(await targets.pin(url)).toMatchObject({ ok: false });
  });

  test("without TLS is refused even where the public network has it", async () => {
    expect(await targets.pin("http://8.8.8.8:8080/")).toMatchObject({
      ok: false,
      why: expect.stringContaining("https://"),
    });
  });
});

const octet = fc.integer({ min: 0, max: 255 });
const priv = fc.oneof(
  fc.tuple(fc.constant(10), octet, octet, octet),
  fc.tuple(fc.constant(127), octet, octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
);
const hex = (value: number) => value.toString(16);

/** Each way of writing the same address. */
function writings([a, b, c, d]: readonly [number, number, number, number]): string[] {
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const [high, low] = [hex(a * 256 + b), hex(c * 256 + d)];
  return [
    `${a}.${b}.${c}.${d}`,
    `0${a.toString(8)}.0${b.toString(8)}.0${c.toString(8)}.0${d.toString(8)}`,
    `0x${hex(a)}.0x${hex(b)}.0x${hex(c)}.0x${hex(d)}`,
    `0x${hex(whole)}`,
    String(whole),
    `0${whole.toString(8)}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c}.${d}.`,
    `[::${a}.${b}.${c}.${d}]`,
    `[::ffff:${high}:${low}]`,
    `[::ffff:0:${high}:${low}]`,
    `[64:ff9b::${high}:${low}]`,
    `[64:ff9b:1::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    `[2001:0:${high}:${low}::1]`,
  ];
}

describe("whatever private address", () => {
  test("is refused in every way of writing it", async () => {
    await fc.assert(
      fc.asyncProperty(priv, async (address) => {
        for (const host of writings(address)) expect([host, (await pin(host)).ok]).toEqual([host, false]);
      }),
      { numRuns: 150 },
    );
  });

  test("is let through when its range is allowed, and only in the way in which it is asked", () => {
    fc.assert(
      fc.property(priv, (address) => {
        const ip = address.join(".");
        const allowed = readAllowed(`${ip}/32`);
        expect(refusedAddress(ip, allowed)).toBeUndefined();
        expect(refusedAddress(`::ffff:${ip}`, allowed)).toContain("public network");
      }),
    );
  });
});

describe("the ranges that are allowed", () => {
  test("are read one by one, and none at all is fine", () => {
    expect(readAllowed("")).toEqual([]);
    expect(readAllowed(" 10.1.0.0/16 , fd00:1::/32,").length).toBe(2);
    expect(refusedAddress("10.1.2.3", readAllowed("10.1.0.0/16"))).toBeUndefined();
    expect(refusedAddress("10.2.0.1", readAllowed("10.1.0.0/16"))).toContain("private");
    expect(refusedAddress("fd00:1::5", readAllowed("10.1.0.0/16,fd00:1::/32"))).toBeUndefined();
  });

  test.each(["10/8", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "localhost/8", "10.0.0.0/8/8", "x"])(
    "are named when one is wrong: %s",
    (range) => {
      expect(() => readAllowed(`127.0.0.1/32,${range}`)).toThrow(`"${range}" is not a range of addresses`);
    },
  );
});
