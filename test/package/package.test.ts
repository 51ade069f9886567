import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPackage } from "../../salesline-events/build/build.ts";
import { packageFiles } from "../../salesline-events/build/files.ts";

const root = join(import.meta.dirname, "../..");
const Packed = z.tuple([
  z.object({
    filename: z.string(),
    version: z.string(),
    size: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
]);
const readme = readFileSync(join(root, "salesline-events/README.md"), "utf8");
const versionOf = (folder: string) =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")))
    .version;

const folder = mkdtempSync(join(tmpdir(), "salesline-events-"));
const project = join(folder, "project");
let packed: z.output<typeof Packed>[0];

/** Runs a program in the project, which has the package and nothing else of ours. */
const run = (program: string, args: readonly string[], cwd = project) =>
  execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

const compile = () => {
  try {
    return run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", project]);
  } catch (error) {
    return z.object({ stdout: z.string() }).parse(error).stdout;
  }
};

beforeAll(async () => {
  const built = join(folder, "built");
  mkdirSync(built);
  mkdirSync(project);
  await buildPackage(built);
  [packed] = Packed.parse(JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], built)));
  writeFileSync(join(project, "package.json"), '{ "name": "project", "private": true, "type": "module" }');
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename)]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("The package", () => {
  test("has the generated files that the contracts make: run `npm run contracts` when it has not", async () => {
    const differ = [...(await packageFiles())].filter(
      ([path, text]) => readFileSync(join(root, path), "utf8") !== text,
    );
    expect(differ.map(([path]) => path)).toEqual([]);
  });

  test("has what consumers need, and nothing else", () => {
    const paths = packed.files.map(({ path }) => path).toSorted();
    expect(paths.filter((path) => !path.startsWith("dist/types/"))).toEqual([
      "LICENSE",
      "README.md",
      "dist/THIRD-PARTY.txt",
      "dist/salesline-events.js",
      "package.json",
    ]);
    const types = paths.filter((path) => path.startsWith("dist/types/"));
    expect(types.every((path) => /^dist\/types\/(?:src|generated)\/[a-z-]+\.d\.ts$/.test(path))).toBe(true);
    expect(types).not.toContain("dist/types/generated/schemas.d.ts");
    expect(packed.size).toBeLessThan(150_000);
    expect(packed.version).toBe(versionOf(root));
  });

  test("names the licences of all that is bundled into it, and needs nothing else", () => {
    const own = join(project, "node_modules/salesline-events");
    const licences = readFileSync(join(own, "dist/THIRD-PARTY.txt"), "utf8");
    for (const name of ["@cfworker/json-schema", "@stablelib/base64", "fast-sha256", "standardwebhooks"])
      expect(licences).toContain(`\n${name} ${versionOf(join(root, "node_modules", name))} (`);
    const code = readFileSync(join(own, "dist/salesline-events.js"), "utf8");
    expect(code.match(/^import .*/gm)).toBeNull();
    expect(code).not.toMatch(/aws-sdk|from "node:|\brequire\("/);
    expect(readFileSync(join(own, "package.json"), "utf8")).not.toContain("ependencies");
  });

  test("is imported by plain Node.js", () => {
    const code = `
      import { consumer, InvalidEvent, memoryStore, parseEvent, verifyWebhook } from "salesline-events";
      try { parseEvent({}); } catch (error) { console.log(error instanceof InvalidEvent, error.issues.length); }
      console.log(typeof consumer(memoryStore()).on("order.held", () => {}).handle, typeof verifyWebhook);`;
    writeFileSync(join(project, "plain.js"), code);
    expect(run(process.execPath, ["plain.js"])).toBe("true 10\nfunction function\n");
  });

  test(
    "has types that hold under every strictness, for which a typo does not compile",
    { timeout: 120_000 },
    () => {
      const strict = {
        module: "nodenext",
        target: "es2022",
        lib: ["es2022"],
        strict: true,
        noEmit: true,
        types: [],
      };
      writeFileSync(
        join(project, "tsconfig.json"),
        JSON.stringify({
          compilerOptions: { ...strict, exactOptionalPropertyTypes: true },
          files: ["typos.ts"],
        }),
      );
      writeFileSync(
        join(project, "typos.ts"),
        `import { consumer, memoryStore, type EventOf } from "salesline-events";
const ok: string = "" satisfies EventOf<"invoice.issued">["data"]["number"];
consumer(memoryStore()).on("order.placed", ({ data }) => data.lines.map(({ quantity }) => ok + quantity));
consumer(memoryStore()).on("order.plased", () => {});
consumer(memoryStore()).on("order.placed", ({ data }) => data.linez);
consumer(memoryStore()).on("order.placed", ({ data }) => data.totals.total.miner);
consumer(memoryStore()).on(["order.placed", "invoice.paid"], ({ data }) => data.number);
`,
      );
      const errors = compile().match(/^typos\.ts\(\d+/gm);
      expect(errors).toEqual([4, 5, 6, 7].map((line) => `typos.ts(${line}`));
    },
  );

  test("has a README whose examples compile", { timeout: 120_000 }, () => {
    const blocks = [...readme.matchAll(/^```ts\n(?<code>.*?)^```$/gms)].map(
      ({ groups }) => groups?.["code"] ?? "",
    );
    expect(blocks.length).toBeGreaterThan(5);
    for (const name of ["@types", "@aws-sdk", "undici-types"])
      symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
    blocks.forEach((code, index) => writeFileSync(join(project, `example-${index + 1}.ts`), code));
    const compilerOptions = {
      module: "nodenext",
      target: "es2022",
      strict: true,
      noEmit: true,
      types: ["node"],
      skipLibCheck: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
    };
    writeFileSync(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions, include: ["example-*.ts"] }),
    );
    expect(compile()).toBe("");
  });
});
