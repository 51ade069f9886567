import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import mobileNumbers from "libphonenumber-js/mobile/examples";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { phoneE164 } from "../../domain/kernel/phone.ts";
import { type BundledFunction, bundle, maxBytesOf } from "../../infra/bundle.ts";
import { readEntries } from "../../infra/entries.ts";
import { root } from "./synthesis.ts";

const folder = mkdtempSync(join(tmpdir(), "salesline-bundle-"));
const dist = join(folder, "dist");
const textOf = (name: string) => readFileSync(join(dist, name, "index.mjs"), "utf8");
let bundled: readonly BundledFunction[] = [];

beforeAll(async () => {
  mkdirSync(join(dist, "quote-forgotten"), { recursive: true });
  bundled = await bundle(root, dist);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A project with one function, for what must not happen in ours. */
function projectWith(source: string): string {
  const project = mkdtempSync(join(folder, "project-"));
  mkdirSync(join(project, "functions/quote"), { recursive: true });
  cpSync(join(root, "functions/runtime/credentials.ts"), join(project, "functions/runtime/credentials.ts"));
  writeFileSync(join(project, "functions/quote/send.ts"), source);
  return project;
}

const Phones = z.object({ handler: z.custom<typeof phoneE164>((value) => typeof value === "function") });

describe("A bundle", () => {
  it("is made of each entry file, and bundles of entries that are gone are removed", () => {
    const entries = readEntries(root).map(({ name }) => name);
    expect(readdirSync(dist).toSorted()).toEqual(entries.toSorted());
    expect(entries.filter((name) => !existsSync(join(dist, name, "index.mjs")))).toEqual([]);
  });

  it("has at most 500 KB, unless it compares people, reads files or says what may be asked", () => {
    expect(bundled.filter((each) => each.bytes > maxBytesOf(each))).toEqual([]);
    const offers = new Set(bundled.filter(({ name }) => name.startsWith("read-actions-")));
    expect(bundled.filter((each) => !offers.has(each) && maxBytesOf(each) > 500 * 1024).length).toBeLessThan(
      30,
    );
  });

  it("holds all that it needs", async () => {
    // From a folder without packages, as in the cloud.
    const entries = ["quote-send", "react-place-order", "read-list", "read-openapi", "publish"];
    const names = [...entries, "capture-form", "capture-page", "capture-embed"];
    const files = names.map((name) => join(dist, name, "index.mjs"));
    const env = {
      TABLE_NAME: "journal",
      BUS_NAME: "bus",
      QUEUE_URL: "http://queue",
      INTAKE_BUCKET: "intake",
      AWS_REGION: "eu-west-1",
    };
    const script = "for (const file of process.argv.slice(1)) await import(file)";
    const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, ...files], {
      cwd: folder,
      env,
    });
    await expect(run).resolves.toEqual({ stdout: "", stderr: "" });
  });

  it("leaves out the stages that its function does not use", () => {
    expect(textOf("account-open")).toContain("country_calling_codes");
    expect(textOf("quote-send")).not.toContain("country_calling_codes");
    expect(textOf("react-place-order")).not.toContain("country_calling_codes");
  });

  it("that would be too big is refused, naming the function and what is biggest in it", async () => {
    const text = JSON.stringify("x".repeat(550_000));
    const project = projectWith(`export const handler = async () => ${text};\n`);
    await expect(bundle(project)).rejects.toThrow(
      "The bundle of quote-send has 538 KB, more than 500 KB: import less in functions/quote/send.ts. Biggest: functions/quote/send.ts 538 KB",
    );
  });

  it("that would need a package where there is none is refused", async () => {
    const source = `import { EventStreamSerde } from "@smithy/core/event-streams";\nexport const handler = () => new EventStreamSerde();\n`;
    await expect(bundle(projectWith(source))).rejects.toThrow(
      "The bundle of quote-send needs @smithy/core/event-streams, which is not in it",
    );
  });

  it("without a handler is refused", async () => {
    const project = projectWith("export const handle = async () => 1;\n");
    await expect(bundle(project)).rejects.toThrow("functions/quote/send.ts exports no handler");
  });

  it("that cannot be made is refused with the place of the mistake", async () => {
    const project = projectWith(`import { nothing } from "./nowhere.ts";\nexport const handler = nothing;\n`);
    await expect(bundle(project)).rejects.toThrow(
      /functions\/quote\/send\.ts:1:\d+: ERROR: Could not resolve/,
    );
  });

  it("reads the phone numbers of every country as the library does with all its rules", async () => {
    const phone = JSON.stringify(join(root, "domain/kernel/phone.ts"));
    const project = projectWith(`export { phoneE164 as handler } from ${phone};\n`);
    await bundle(project);
    const { handler } = Phones.parse(await import(join(project, "dist/quote-send/index.mjs")));
    const examples = Object.entries(mobileNumbers).flatMap(([country, number]) => [
      [number, country],
      [`0${number}`, country],
      [number.slice(1), country],
    ]);
    expect(examples.length).toBeGreaterThan(600);
    const read = (reader: typeof phoneE164) =>
      examples.map(([raw = "", country]) => [country, raw, reader(raw, country)]);
    expect(read(handler)).toEqual(read(phoneE164));
    expect(read(handler).filter(([, , e164]) => e164 !== undefined).length).toBeGreaterThan(200);
  });
});
