import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import * as z from "zod";

const topLevelCall = /^(?:export )?const \w+(?:: [^=]+)? = (?=[\w.]+\()/gm;
const schemaCall = /\bz\.[\w.]+\(/g;

/**
 * Lets a bundle leave out the stages, actions and reactions that its function does not use. To esbuild a call may do
 * anything; domain/ is pure, so whatever is made by a call there is not missed when nothing refers to it.
 */
export const pureDomain: Plugin = {
  name: "pure-domain",
  setup(build) {
    build.onLoad({ filter: /[\\/]domain[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source
        .replaceAll(topLevelCall, "$& /* @__PURE__ */ ")
        .replaceAll(schemaCall, "/* @__PURE__ */ $&");
      return { contents, loader: "ts" };
    });
  },
};

const FORMATS = 4;
const PhoneMetadata = z.looseObject({ countries: z.record(z.string(), z.array(z.unknown())) });

/** The rules of phone numbers without those to write one in the manner of its country: half of them, never used. */
export function withoutFormats(metadata: unknown): z.output<typeof PhoneMetadata> {
  const { countries, ...rest } = PhoneMetadata.parse(metadata);
  const lean = Object.entries(countries).map(([country, rules]) => [
    country,
    rules.map((rule, at) => (at === FORMATS ? 0 : rule)),
  ]);
  return { ...rest, countries: Object.fromEntries(lean) };
}

/** Bundles the phone numbers' rules without formats. */
export const phonesWithoutFormats: Plugin = {
  name: "phones-without-formats",
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json\.js$/ }, async ({ path }) => {
      const text = await readFile(path.slice(0, -".js".length), "utf8");
      return { contents: JSON.stringify(withoutFormats(JSON.parse(text))), loader: "json" };
    });
  },
};

const Version = z.object({ version: z.string() });

/** Bundles of the manifests of the SDK's clients only the version, which is all that they read of them. */
export const onlyVersions: Plugin = {
  name: "only-versions",
  setup(build) {
    build.onLoad({ filter: /@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify(Version.parse(JSON.parse(await readFile(path, "utf8")))),
      loader: "json",
    }));
  },
};

const exported = /^export (?:const|function) (\w+)/gm;

/** Leaves out what turns schemas into JSON Schema: every schema of zod refers to it, and only one function calls it. */
export const withoutJsonSchema: Plugin = {
  name: "without-json-schema",
  setup(build) {
    build.onLoad(
      { filter: /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ },
      async ({ path }) => {
        const names = [...(await readFile(path, "utf8")).matchAll(exported)].map(([, name]) => name);
        const why = "JSON Schema is left out of this bundle: see `kindOf` in infra/bundle.ts";
        const refuse = `const refuse = () => { throw new Error(${JSON.stringify(why)}); };`;
        return { contents: `${refuse}\nexport { ${names.map((name) => `refuse as ${name}`).join(", ")} };` };
      },
    );
  },
};

function without(name: string, filter: RegExp, what: string): Plugin {
  return {
    name,
    setup(build) {
      build.onLoad({ filter }, async ({ path }) => {
        const names = [...(await readFile(path, "utf8")).matchAll(exported)].map(([, name]) => name);
        const why = `${what} are left out of this bundle: see \`kindOf\` in infra/bundle.ts`;
        const refuse = `const refuse = () => { throw new Error(${JSON.stringify(why)}); };`;
        return { contents: `${refuse}\nexport { ${names.map((name) => `refuse as ${name}`).join(", ")} };` };
      });
    },
  };
}

/** Leaves out the rules of phone numbers: who says what may be done with a record reads none. */
export const withoutPhones = without(
  "without-phones",
  /[\\/]domain[\\/]kernel[\\/]phone\.ts$/,
  "Phone numbers",
);

/** Leaves out the domains at which everybody has an address: only who compares people needs them. */
export const withoutFreeMail = without(
  "without-free-mail",
  /[\\/]domain[\\/]person[\\/]free-mail\.ts$/,
  "Domains of free mail",
);

/** Leaves out what writes HTML, with its own list of all named characters: pages of mails are only read. */
export const withoutHtmlWriter: Plugin = {
  name: "without-html-writer",
  setup(build) {
    build.onLoad({ filter: /[\\/]dom-serializer[\\/]lib[\\/]esm[\\/]index\.js$/ }, () => {
      const why = "Writing HTML is left out of this bundle: see infra/lean.ts";
      const refuse = `const refuse = () => { throw new Error(${JSON.stringify(why)}); };`;
      return { contents: `${refuse}\nexport { refuse as default, refuse as render };` };
    });
  },
};
