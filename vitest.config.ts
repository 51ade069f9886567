import { configDefaults, defineConfig } from "vitest/config";

/** Tests that start nothing and leave nothing behind: they share one world of modules, which saves half their time. */
const pure = ["test/domain/**/*.test.ts", "test/laws/**/*.test.ts", "test/shape.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
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
