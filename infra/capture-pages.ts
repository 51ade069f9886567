import { formRoutes } from "../functions/runtime/capture/forms/routes.ts";
import { bindSecret, bindTable } from "./bind.ts";
import type { AddSource } from "./capture.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";

/** What visitors are shown of a form: its page, and the script that puts it into other pages. */
const shown: readonly { name: string; summary: string; bind: typeof bindSecret }[] = [
  {
    name: "capture-page",
    summary: "The page of a form, and what may be sent to it from other origins",
    // Signs when it was shown.
    bind: bindSecret,
  },
  {
    name: "capture-embed",
    summary: "The script that puts a form into a page",
    bind: (fn, table) => bindTable(fn, table, ["get"]),
  },
];

/** Adds the page and the script of forms. */
export const addPages: AddSource = (stack, { api, table, dist }) => {
  for (const { name, summary, bind } of shown) {
    const fn = createFunction(stack, name, { name, summary, timeout: timeouts.http, dist });
    const routes = formRoutes.filter(({ entry }) => entry === name);
    addRoutes(stack, api, fn, routes, {
      publicBecause:
        "Visitors of web pages have no token; it shows a form, which is public, and no record else",
    });
    bind(fn, table);
  }
};
