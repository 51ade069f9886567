import { configDefaults, defineConfig } from "vitest/config";
import { buildForBrowsers, WEB } from "./infra/web.ts";

/** Tests that start nothing and leave nothing behind: they share one world of modules, which saves half their time. */
const pure = ["test/domain/**/*.test.ts", "test/laws/**/*.test.ts", "test/shape.test.ts"];

/** Files of web/ as text, as the bundles have them; by a name that is no style sheet's, or Vite would read it as one. */
const webFiles = {
  name: "web-files",
  resolveId: (id: string) => (id.startsWith(WEB) ? `\0${id}.js` : undefined),
  async load(id: string) {
    if (!id.startsWith(`\0${WEB}`)) return undefined;
    const name = id.slice(WEB.length + 1, -".js".length);
    return `export default ${JSON.stringify(await buildForBrowsers(import.meta.dirname, name))};`;
  },
};

export default defineConfig({
  plugins: [webFiles],
  test: {
    testTimeout: 60_000,
    // A line for each command is much where a law asks ten thousand of them.
    env: { POWERTOOLS_LOG_LEVEL: "WARN" },
    // The whole system is built before some of them, on machines that have other things to do as well.
    hookTimeout: 180_000,
    expect: { poll: { timeout: 15_000, interval: 20 } },
    projects: [
      { extends: true, test: { name: "pure", include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: "parts",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...pure],
        },
      },
    ],
  },
});
