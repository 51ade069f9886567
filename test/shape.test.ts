import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

interface Import {
  readonly from: string;
  /** A path from the root for our own files, the name of a package otherwise. */
  readonly to: string;
  readonly clause: string;
  readonly typeOnly: boolean;
}

const folders = "contracts,domain,examples,functions,infra,local,salesline-events/{build,src},test,web";
const files = globSync(`{${folders}}/**/*.ts`, { cwd: root }).toSorted();
const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));

const IMPORT =
  /^(?:import|export)\s+(?<clause>[^"';]*?)\s*from\s+"(?<path>[^"]+)"|^import\s+"(?<bare>[^"]+)"/gm;

function importsOf(file: string): Import[] {
  return [...(textOf.get(file) ?? "").matchAll(IMPORT)].map(({ groups }) => {
    const { clause = "", path = groups?.["bare"] ?? "" } = groups ?? {};
    const to = path.startsWith(".") ? normalize(join(dirname(file), path)) : path;
    return { from: file, to, clause, typeOnly: clause.startsWith("type ") };
  });
}

const imports = files.flatMap(importsOf);
const named = (each: Import) => `${each.from} imports ${each.to}`;
const within = (path: string, folders: readonly string[]) =>
  folders.some((folder) => path.startsWith(`${folder}/`));
const isOurs = ({ to }: Import) => files.includes(to);

/** Imports of values that lead back to where they began. */
function cyclesFrom(start: string, next: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  const open = [...(next.get(start) ?? [])];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (file === start) return [start];
    if (!seen.has(file)) open.push(...(next.get(file) ?? []));
    seen.add(file);
  }
  return [];
}

test("this test sees the imports that there are", () => {
  expect(files.length).toBeGreaterThan(150);
  expect(imports.filter(isOurs).length).toBeGreaterThan(400);
  expect(importsOf("domain/kernel/decimal.ts").map(({ to }) => to)).toEqual(["bignumber.js", "zod"]);
});

describe("imports", () => {
  test("the domain knows only itself, zod, decimals and phone numbers", () => {
    const allowed = new Set([
      "zod",
      "bignumber.js",
      "libphonenumber-js/min",
      "@noble/hashes/sha2.js",
      "@skyra/jaro-winkler",
      "email-providers/all.json",
      "ical.js",
    ]);
    const foreign = imports.filter(
      ({ from, to }) => within(from, ["domain"]) && !within(to, ["domain"]) && !allowed.has(to),
    );
    expect(foreign.map(named)).toEqual([]);
  });

  test("the domain has no clock, no chance and no environment of its own", () => {
    const impure =
      /\bnew Date\(\)|Date\.now|Math\.random|crypto\.|\bprocess\.(?:env|argv|cwd|exit|hrtime|on|pid)\b|performance\.|setTimeout|console\./;
    expect(files.filter((file) => within(file, ["domain"]) && impure.test(textOf.get(file) ?? ""))).toEqual(
      [],
    );
  });

  test("nothing imports upwards: kernel, domain, functions, then infra and local, then tests", () => {
    const below: Readonly<Record<string, readonly string[]>> = {
      "domain/kernel": ["domain/kernel"],
      domain: ["domain"],
      contracts: ["domain", "contracts"],
      functions: ["domain", "functions"],
      infra: ["contracts", "domain", "functions", "infra"],
      local: ["contracts", "domain", "functions", "local"],
      web: ["web", "domain"],
    };
    const upwards = imports
      .filter((each) => isOurs(each) && !(within(each.from, ["web"]) && each.typeOnly))
      .filter(({ from, to }) =>
        Object.entries(below).some(([folder, allowed]) => within(from, [folder]) && !within(to, allowed)),
      );
    expect(upwards.map(named)).toEqual([]);
  });

  test("the package for consumers, and the examples that use it, know nothing of Salesline's own code", () => {
    const allowed = (folder: string, others: RegExp) =>
      imports.filter(({ from, to }) => within(from, [folder]) && !within(to, [folder]) && !others.test(to));
    const bundled = /^(?:@cfworker\/json-schema|standardwebhooks|salesline-events\/generated\/[a-z]+\.ts)$/;
    expect(allowed("salesline-events/src", bundled).map(named)).toEqual([]);
    expect(
      allowed(
        "examples",
        /^(?:salesline-events|eventsource-parser|aws-cdk-lib(?:\/[a-z-]+)?|zod|node:.*)$/,
      ).map(named),
    ).toEqual([]);
  });

  test("a stage imports no flow, and no file of the domain needs itself through others", () => {
    const values = imports.filter((each) => isOurs(each) && !each.typeOnly && within(each.from, ["domain"]));
    const next = new Map(
      [...Map.groupBy(values, ({ from }) => from)].map(([from, list]) => [from, list.map(({ to }) => to)]),
    );
    expect(files.flatMap((file) => cyclesFrom(file, next))).toEqual([]);
    const whole = new Set(["domain/flow.ts", "domain/stages.ts"]);
    expect(values.filter(({ to }) => whole.has(to)).map(named)).toEqual([]);
  });

  test("zod is imported as a whole: one named import is 350 KB of bundle", () => {
    const zod = imports.filter(({ to }) => to === "zod" || to.startsWith("zod/"));
    expect(zod.length).toBeGreaterThan(30);
    const wrong = zod.filter(({ to, clause }) => to !== "zod" || !/^(?:type )?\* as z$/.test(clause));
    expect(wrong.map(named)).toEqual([]);
  });
});

describe("files", () => {
  test("are short: 150 lines in the domain, 250 elsewhere, 300 for tests", () => {
    const limitOf = (file: string) => {
      if (within(file, ["domain"])) return 150;
      return within(file, ["test"]) ? 300 : 250;
    };
    const long = files.map((file) => ({ file, lines: (textOf.get(file) ?? "").split("\n").length - 1 }));
    expect(long.filter(({ file, lines }) => lines > limitOf(file))).toEqual([]);
  });

  test("are named after what is in them: no index, no utils, no helpers", () => {
    expect(files.filter((file) => /(?:^|\/)(?:index|utils?|helpers?|common|misc)\.ts$/.test(file))).toEqual(
      [],
    );
  });

  test("have no types that say nothing, and nothing is switched off", () => {
    const code = files.filter((file) => file !== relative(root, import.meta.filename));
    const off =
      /[:<|,]\s*any\b\s*[\])>,;=|]|@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable|\b(?:test|it|describe)\.(?:only|skip|todo)\b/;
    expect(code.filter((file) => off.test(textOf.get(file) ?? ""))).toEqual([]);
  });
});
