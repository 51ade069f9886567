import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { synthesise } from "./fixture/app.ts";
import { startHost, type Host } from "./host-process.ts";
import { processesWith, remainingProcesses } from "./processes.ts";

let assembly: string;
let data: string;
const hosts: Host[] = [];
const fixture = fileURLToPath(new URL("fixture/host.ts", import.meta.url));
const start = async (
  environment: Readonly<Record<string, string>> = {},
  program = fixture,
  wrapper?: string,
) => {
  const command = [
    ...(wrapper === undefined ? [] : ["/bin/sh", "-c", wrapper, "sh"]),
    process.execPath,
    program,
  ];
  const host = await startHost([...command, assembly], { SALESLINE_DATA: data, ...environment });
  hosts.push(host);
  return host;
};
const ready = async (...given: Parameters<typeof start>) => {
  const host = await start(...given);
  await host.says("Salesline is ready");
  return host;
};

beforeAll(() => {
  assembly = mkdtempSync(join(tmpdir(), "assembly-"));
  synthesise(assembly);
});
afterAll(() => rmSync(assembly, { recursive: true }));
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "salesline-data-"));
});
afterEach(async () => {
  for (const { child } of hosts.splice(0)) child.kill("SIGKILL");
  for (const pid of await remainingProcesses(data, 2000)) process.kill(pid, "SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

describe("it ends, and nothing of it stays", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s ends everything within two seconds", async (signal) => {
    const host = await ready();
    expect((await fetch(`${host.url}/health`)).status).toBe(200);
    expect(processesWith(data)).toHaveLength(2);
    host.child.kill(signal);
    expect(await remainingProcesses(data, 2000)).toEqual([]);
    expect(await host.ended).toBe(0);
    expect(host.output().err).toBe("");
  });

  test("Ctrl-C while it is still starting", async () => {
    const host = await start();
    while (processesWith(data).length === 0) await new Promise(setImmediate);
    host.child.kill("SIGINT");
    expect(await host.ended).toBe(0);
    expect(await remainingProcesses(data, 2000)).toEqual([]);
  });

  test("a crash of the whole program", async () => {
    const host = await ready();
    host.child.kill("SIGKILL");
    expect(await remainingProcesses(data, 2000)).toEqual([]);
  });

  test("a crash of npm, which started it", async () => {
    const host = await ready({ npm_lifecycle_event: "start" }, fixture, '"$@"; true');
    const port = new URL(host.url).port;
    host.child.kill("SIGKILL");
    expect(await remainingProcesses(data, 3000)).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow("fetch failed");
  });

  test.each(["SIGINT", "SIGKILL"] as const)("a throw-away folder is removed after %s", async (signal) => {
    const host = await ready({ SALESLINE_DATA: "memory" });
    const [, folder = ""] = /Data +(\S+)/.exec(host.output().out) ?? [];
    expect(existsSync(folder)).toBe(true);
    host.child.kill(signal);
    expect(await remainingProcesses(folder, 2000)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});

describe("npm start", () => {
  test("builds the app, and the curl that it prints captures a lead, whose event is then printed", async () => {
    const main = fileURLToPath(new URL("../../local/main.ts", import.meta.url));
    const host = await ready({}, main);
    const [, url = "", body = "", authorization = ""] =
      /^curl -i (\S+) .* -d '(.*)' -H 'Authorization: (.*)'$/m.exec(host.output().out) ?? [];
    const headers = { authorization, "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body });
    expect(answer.status).toBe(201);
    const { id } = z.object({ id: z.string() }).parse(await answer.json());
    await host.says(`lead.captured             ${id}`);
  });
});

describe("what goes wrong ends it with one line and code 1", () => {
  const failure = async ({ ended, output }: Host) => {
    expect(await ended).toBe(1);
    expect(await remainingProcesses(data, 1000)).toEqual([]);
    const { err } = output();
    expect(err.trimEnd()).not.toContain("\n");
    return err;
  };

  test("a taken port", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const PORT = String(typeof address === "object" ? address?.port : "");
    expect(await failure(await start({ PORT }))).toMatch(new RegExp(`^Port ${PORT} .*set PORT to another`));
    other.close();
  });

  test("a port that is no number", async () => {
    expect(await failure(await start({ PORT: "web" }))).toMatch(/PORT must be a number/);
  });

  test("a damaged data folder", async () => {
    writeFileSync(join(data, "tables.db"), "garbage".repeat(1000));
    expect(await failure(await start())).toMatch(/tables\.db is damaged .*move the folder away/);
  });

  test("a data folder that is a file", async () => {
    const file = join(data, "file");
    writeFileSync(file, "");
    expect(await failure(await start({ SALESLINE_DATA: file }))).toMatch(
      /cannot be written .*SALESLINE_DATA/,
    );
  });

  test("a missing engine", async () => {
    const host = await start({ SALESLINE_ENGINE: join(data, "no-engine"), SALESLINE_DATA: "memory" });
    expect(await failure(host)).toMatch(/no-engine, which is no program/);
  });

  test("a data folder that is in use, which goes on being used", async () => {
    const first = await ready();
    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.output().err).toMatch(
      new RegExp(`^The data folder ${data} is in use \\(process ${first.child.pid}\\)`),
    );
    expect((await fetch(`${first.url}/health`)).status).toBe(200);
  });

  test("an engine that dies while the system runs", async () => {
    const host = await ready();
    process.kill(processesWith(`--db-path\0${data}`)[0] ?? 0, "SIGKILL");
    expect(await failure(host)).toMatch(/^The DynamoDB engine ended by itself/);
  });
});
