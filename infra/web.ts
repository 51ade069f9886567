import { join } from "node:path";
import { build as run, type Plugin } from "esbuild";

/** How imports of files of web/ begin. */
export const WEB = "web:";

/** Builds one file of web/ for browsers and returns it as text: a script that runs by itself, or a style sheet. */
export async function buildForBrowsers(root: string, name: string): Promise<string> {
  const { outputFiles } = await run({
    absWorkingDir: root,
    entryPoints: [join(root, "web", name)],
    bundle: true,
    minify: true,
    platform: "browser",
    target: ["es2022", "chrome105", "firefox110", "safari16.4"],
    format: "iife",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    write: false,
  });
  return outputFiles.map(({ text }) => text.trim()).join("");
}

/** Bundles `import script from "web:embed.ts"` as the text that a browser gets. */
export const webFiles: Plugin = {
  name: "web-files",
  setup(build) {
    const { absWorkingDir: root = "" } = build.initialOptions;
    build.onResolve({ filter: /^web:/ }, ({ path }) => ({ path: path.slice(WEB.length), namespace: WEB }));
    build.onLoad({ filter: /./, namespace: WEB }, async ({ path }) => ({
      contents: await buildForBrowsers(root, path),
      loader: "text",
    }));
  },
};
