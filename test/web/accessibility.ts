import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import * as z from "zod";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const Results = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ failureSummary: z.string(), html: z.string() })) }),
  ),
  passes: z.array(z.object({ id: z.string() })),
});

/** What axe finds wrong on a page by WCAG 2.2 AA and its own best practices, and which of its rules passed. */
export const auditOf = async (page: Page) => {
  // Evaluated by the debugger: the page's own policy (CSP) lets no script in, nor must it.
  const found: unknown = await page.evaluate(
    `${axe};axe.run(document, { rules: { "target-size": { enabled: true } } })`,
  );
  const { violations, passes } = Results.parse(found);
  return {
    faults: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ failureSummary, html }) => `${id}: ${failureSummary} at ${html}`),
    ),
    passed: passes.map(({ id }) => id),
  };
};

/** What has the focus: its id, else its text; also inside of a shadow. */
export const focused = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.id || element?.textContent;
  })()`);
