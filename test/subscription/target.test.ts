import { once } from "node:events";
import { createServer as createPlain, get as getPlain, type IncomingMessage } from "node:http";
import { createServer, get } from "node:https";
import type { LookupFunction } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { readAllowed } from "../../functions/runtime/webhooks/address.ts";
import { openTargets, type Resolve } from "../../functions/runtime/webhooks/target.ts";
import { certificate } from "./certificate.ts";

const here = readAllowed("127.0.0.1/32");
const Port = z.object({ port: z.number() });
const Answered = z.tuple([z.custom<IncomingMessage>()]);

/** A resolver that says one thing after the other, and the last for ever. */
function saying(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const resolve: Resolve = async (host) => {
    asked.push(host);
    return answers[Math.min(asked.length, answers.length) - 1] ?? [];
  };
  return { asked, resolve };
}

describe("a host", () => {
  test("is refused when any one of its addresses leads inwards", async () => {
    for (const inward of [
      "10.0.0.1",
      "169.254.169.254",
      "::1",
      "::ffff:10.0.0.1",
      "fd00:ec2::254",
      "fe80::1%eth0",
    ]) {
      const { resolve } = saying(["8.8.8.8", "2606:4700::1111", inward]);
      const found = await openTargets([], resolve).pin("https://hooks.example/");
      expect(found).toMatchObject({ ok: false, passes: false, why: expect.stringContaining(inward) });
    }
  });

  test("that has no address, or cannot be resolved now, may be tried again", async () => {
    const none = await openTargets([], saying([]).resolve).pin("https://hooks.example/");
    expect(none).toEqual({ ok: false, passes: true, why: "hooks.example has no address" });
    const failing = openTargets([], async () => {
      throw new Error("getaddrinfo EAI_AGAIN");
    });
    expect(await failing.pin("https://hooks.example/")).toMatchObject({ ok: false, passes: true });
  });

  test("whose resolver says what is no address is refused", async () => {
    const odd = openTargets(here, saying(["0x7f.1"]).resolve);
    expect(await odd.pin("https://hooks.example/")).toMatchObject({ ok: false });
  });

  test("that is a name of this machine is refused unless it is allowed", async () => {
    for (const name of ["localhost", "localhost.", "LOCALHOST", "ｌocalhost"]) {
      expect(await openTargets([]).pin(`https://${name}/`)).toMatchObject({ ok: false });
    }
    const both = readAllowed("127.0.0.1/32,::1/128");
    expect(await openTargets(both).pin("http://localhost:9999/")).toMatchObject({ ok: true });
  });

  test("is asked for as it is sent: in ASCII and in lower case", async () => {
    const { asked, resolve } = saying(["8.8.8.8"]);
    await openTargets([], resolve).pin("https://BÜCHER.example/");
    expect(asked).toEqual(["xn--bcher-kva.example"]);
  });

  test("is asked without TLS only where all of its addresses are allowed", async () => {
    const pin = (...addresses: string[]) =>
      openTargets(here, saying(addresses).resolve).pin("http://hooks.example:8080/");
    expect(await pin("127.0.0.1")).toMatchObject({ ok: true });
    expect(await pin("127.0.0.1", "8.8.8.8")).toMatchObject({ ok: false });
  });
});

const lookedUp = (lookup: LookupFunction, host: string, options: Parameters<LookupFunction>[1]) =>
  new Promise((resolve) => lookup(host, options, (error, ...found) => resolve(error?.code ?? found)));

describe("what was resolved", () => {
  test("is what the connection is told, whatever the resolver says by then", async () => {
    const { asked, resolve } = saying(["8.8.8.8", "2606:4700::1111"], ["127.0.0.1"]);
    const target = await openTargets([], resolve).pin("https://hooks.example/");
    if (!target.ok) throw new Error(target.why);
    const { lookup } = target;
    const both = [
      { address: "8.8.8.8", family: 4 },
      { address: "2606:4700::1111", family: 6 },
    ];
    expect(await lookedUp(lookup, "hooks.example", { all: true })).toEqual([both]);
    expect(await lookedUp(lookup, "hooks.example", {})).toEqual(["8.8.8.8", 4]);
    expect(await lookedUp(lookup, "hooks.example", { family: 6 })).toEqual(["2606:4700::1111", 6]);
    expect(await lookedUp(lookup, "hooks.example", { family: "IPv4" })).toEqual(["8.8.8.8", 4]);
    expect(await lookedUp(lookup, "other.example", { all: true })).toBe("ENOTFOUND");
    expect(asked).toEqual(["hooks.example"]);
  });
});

describe("a request to a pinned target", () => {
  const servers = [
    createServer(certificate, (_, response) => response.end("signed for hooks.example")),
    createPlain((_, response) => response.end("plain")),
  ] as const;
  let ports: readonly number[] = [];

  beforeAll(async () => {
    for (const server of servers) await once(server.listen(0, "127.0.0.1"), "listening");
    ports = servers.map((server) => Port.parse(server.address()).port);
  });
  afterAll(() => {
    for (const server of servers) server.close();
  });

  test("arrives over TLS at the address that was looked at, with the certificate of the name", async () => {
    // The second answer is the trap: whoever asks again is sent to another machine.
    const { asked, resolve } = saying(["127.0.0.1"], ["192.0.2.1"]);
    const target = await openTargets(here, resolve).pin(`https://hooks.example:${ports[0]}/`);
    if (!target.ok) throw new Error(target.why);
    const request = get(target.url, { lookup: target.lookup, ca: certificate.cert, agent: false });
    const [answer] = Answered.parse(await once(request, "response"));
    expect(await text(answer)).toBe("signed for hooks.example");
    expect(asked).toEqual(["hooks.example"]);
  });

  test("fails when the certificate is of another name", async () => {
    const target = await openTargets(here, saying(["127.0.0.1"]).resolve).pin(
      `https://other.example:${ports[0]}/`,
    );
    if (!target.ok) throw new Error(target.why);
    const request = get(target.url, { lookup: target.lookup, ca: certificate.cert, agent: false });
    await expect(once(request, "response")).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });

  test("arrives without TLS where that is allowed", async () => {
    const target = await openTargets(here).pin(`http://127.0.0.1:${ports[1]}/`);
    if (!target.ok) throw new Error(target.why);
    const [answer] = Answered.parse(await once(getPlain(target.url, { lookup: target.lookup }), "response"));
    expect(await text(answer)).toBe("plain");
  });
});
