import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useSystem } from "../story/system.ts";
import { useBrowser } from "./browser.ts";
import { addForm, contactForm, submissionsOf } from "./forms.ts";

const system = useSystem({});
const visit = useBrowser();

/** Cloudflare is not part of this: what stands at its address does what it does to the visitor. */
const THEIRS = "https://challenges.cloudflare.com/**";
const widget = (then: string) =>
  `globalThis.turnstile = { render: (_, options) => { globalThis.options = options; ${then}; return "w" }, reset: () => { ${then} } }`;
const gives = widget(`setTimeout(() => options.callback("token"), 50)`);
const fails = widget(`setTimeout(() => options["error-callback"]("110200"), 50)`);

const opened = async () => {
  const captcha = { type: "turnstile" as const, siteKey: "key" };
  const id = await addForm(system(), { ...contactForm, captcha });
  const page = await visit("about:blank");
  const serve = async (script: string | undefined) => {
    await page.unroute(THEIRS);
    await page.route(THEIRS, (route) =>
      script === undefined
        ? route.abort("blockedbyclient")
        : route.fulfill({ contentType: "text/javascript", body: script }),
    );
  };
  const go = async () => {
    await page.goto(`${system().runtime.url}/f/${id}`);
    await page.getByLabel("Last name").fill("Anders");
    await page.getByLabel("Work e-mail").fill("maria@turnstile.example");
    await page.getByLabel(/You may use/).check();
  };
  return { id, page, serve, go };
};
const send = (page: Page) => page.getByRole("button").click();
/** Whether the button waits, and what is still typed in, once the visitor was told this. */
const left = async (page: Page, text: string) => {
  await page.getByText(text).waitFor();
  const waits = await page.getByRole("button").getAttribute("aria-disabled");
  return [waits, await page.getByLabel("Last name").inputValue()];
};
const kept = [null, "Anders"];

describe("A form with Turnstile", () => {
  it("sends its token", async () => {
    const { id, page, serve, go } = await opened();
    await serve(gives);
    await go();
    await send(page);
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(await submissionsOf(system(), id)).toHaveLength(1);
  });

  it("says what to allow when its script is blocked, and is sent once it is not", async () => {
    const { id, page, serve, go } = await opened();
    await serve(undefined);
    await go();
    await send(page);
    expect(await left(page, "please allow this page to load challenges.cloudflare.com")).toEqual(kept);
    await serve(gives);
    await send(page);
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(await submissionsOf(system(), id)).toHaveLength(1);
  });

  it("says so when the check fails, and begins it again with the next try", async () => {
    const { id, page, serve, go } = await opened();
    await serve(fails);
    await go();
    await send(page);
    expect(await left(page, "We could not check that you are not a machine")).toEqual(kept);
    await page.evaluate("turnstile.reset = () => setTimeout(() => options.callback('token'), 50)");
    await send(page);
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(await submissionsOf(system(), id)).toHaveLength(1);
  });

  it.each(["timeout-callback", "unsupported-callback"])("says so at its %s", async (name) => {
    const { page, serve, go } = await opened();
    await serve(widget(`setTimeout(() => options["${name}"](), 50)`));
    await go();
    await send(page);
    expect(await left(page, "We could not check that you are not a machine")).toEqual(kept);
  });

  it("does not wait for ever when nothing answers", async () => {
    const { page, serve, go } = await opened();
    await serve(widget(""));
    await go();
    await page.clock.install();
    await send(page);
    await page.getByText("Checking that you are not a machine").waitFor();
    await page.clock.fastForward(3 * 60_000);
    expect(await left(page, "We could not check that you are not a machine")).toEqual(kept);
  });
});
