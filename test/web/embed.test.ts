import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { FormFields } from "../../domain/form/fields.ts";
import { useSystem } from "../story/system.ts";
import { auditOf, focused } from "./accessibility.ts";
import { useBrowser } from "./browser.ts";
import { addForm, contactForm, leadsOf, submissionsOf, vietnameseForm } from "./forms.ts";
import { useSite } from "./site.ts";

const system = useSystem({});
const visit = useBrowser();
const site = useSite();
const api = () => system().runtime.url;

const embeddable = async (form: FormFields = vietnameseForm, origins = [site.origin()]) => {
  const id = await addForm(system(), { ...form, origins });
  return { id, script: `<script src="${api()}/f/${id}/embed.js" async></script>` };
};

describe("A form in the page of another origin", () => {
  it("is where its script is, takes what is sent, and thanks in place", async () => {
    const { id, script } = await embeddable(contactForm);
    const body = `<style>input, button, label { display: none !important; color: red }</style><article>${script}</article><p id="after">After</p>`;
    const page = await visit(`${site.show({ body })}?utm_source=blog&msclkid=m1`);
    const names: unknown = await (await visit(site.show({ body: "" }))).evaluate("Object.keys(globalThis)");
    await page.getByRole("button", { name: "Send" }).waitFor();
    expect(await page.evaluate("Object.keys(globalThis)")).toEqual(names);
    expect(await page.locator("article [data-salesline]").count()).toBe(1);
    expect((await auditOf(page)).faults).toEqual([]);

    await page.getByLabel("Last name").fill("Anders");
    await page.getByLabel("Work e-mail").fill("nobody");
    await page.getByRole("button", { name: "Send" }).click();
    await expect.poll(() => focused(page)).toBe("summary");
    expect((await auditOf(page)).faults).toEqual([]);
    await page.getByRole("link", { name: /Work e-mail: Please enter an e-mail address/ }).click();
    expect(await focused(page)).toBe("f-email");
    expect(page.url()).not.toContain("#");

    await page.getByLabel("Work e-mail").fill("anders@embed.example");
    await page.getByLabel("green").check();
    await page.getByLabel(/You may use/).check();
    await page.evaluate(
      "addEventListener('salesline:sent', ({ detail }) => { document.title = detail.form })",
    );
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(await focused(page)).toBe("sent");
    expect(await page.title()).toBe(id);

    const [submission, ...more] = await submissionsOf(system(), id);
    expect(more).toEqual([]);
    expect(submission).toMatchObject({
      status: "accepted",
      attribution: { utm: { source: "blog" }, clickIds: { msclkid: "m1" }, page: page.url() },
    });
    expect(await leadsOf(system(), "anders@embed.example")).toHaveLength(1);
  });

  it("keeps its styles to itself, and those of the page out", async () => {
    const { script } = await embeddable();
    const body = `<style>* { color: rgb(255, 0, 0) !important; border: 9px solid red !important }</style><button>Theirs</button>${script}`;
    const plain = await visit(site.show({ body: body.replace(script, "") }));
    const style = "JSON.stringify(getComputedStyle(document.querySelector('button')))";
    const before: unknown = await plain.evaluate(style);
    const page = await visit(site.show({ body }));
    await page.getByRole("button", { name: "Gửi" }).waitFor();
    expect(await page.evaluate(style)).toBe(before);
    const own =
      "getComputedStyle(document.querySelector('[data-salesline]').shadowRoot.querySelector('input')).borderTopWidth";
    expect(await page.evaluate(own)).toBe("1px");
  });

  it("works under a strict policy: no inline styles, no inline scripts, no strings as HTML", async () => {
    const { id, script } = await embeddable();
    const policy = `default-src 'none'; script-src ${api()}; connect-src ${api()}; require-trusted-types-for 'script'; trusted-types 'none'`;
    const page = await visit(site.show({ body: script, policy }));
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await page.getByLabel("Họ và tên").fill("Hoa");
    await page.getByLabel("E-mail").fill("hoa@embed.example");
    await page.getByRole("button", { name: "Gửi" }).click();
    await page.getByRole("heading", { name: "Cảm ơn bạn" }).waitFor();
    expect(complaints).toEqual([]);
    expect(await submissionsOf(system(), id)).toHaveLength(1);
  });

  it("is not there twice when its script is, and two forms beside each other do not mix", async () => {
    const { id, script } = await embeddable();
    const targeted = script.replace(" async", ' async data-target="#here"');
    const page = await visit(site.show({ body: `${targeted}${targeted}<div id="here"></div>${script}` }));
    await expect.poll(() => page.locator("[data-salesline]").count()).toBe(2);
    expect(await page.locator("#here [data-salesline]").count()).toBe(1);
    for (const [index, name] of ["mot", "hai"].entries()) {
      const form = page.locator("[data-salesline]").nth(index);
      await form.getByLabel("Họ và tên").fill(name);
      await form.getByLabel("E-mail").fill(`${name}@embed.example`);
      await form.getByRole("button").click();
      await form.getByRole("heading", { name: "Cảm ơn bạn" }).waitFor();
    }
    expect(await submissionsOf(system(), id, 2)).toHaveLength(2);
    expect(await leadsOf(system(), "mot@embed.example")).toHaveLength(1);
    expect(await leadsOf(system(), "hai@embed.example")).toHaveLength(1);
  });

  it("loses nothing and sends nothing twice when the network fails in the middle", async () => {
    const { id, script } = await embeddable();
    const page = await visit(site.show({ body: script }));
    let tries = 0;
    await page.route("**/f/*", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      tries += 1;
      if (tries === 1) return route.abort("internetdisconnected");
      const answer = await route.fetch();
      return tries === 2 ? route.abort("connectionreset") : route.fulfill({ response: answer });
    });
    await page.getByLabel("Họ và tên").fill("Mai");
    await page.getByLabel("E-mail").fill("mai@embed.example");
    await page.getByRole("button", { name: "Gửi" }).dblclick();
    await page.getByText("chúng tôi đang thử lại").waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe("mai@embed.example");
    await page.getByRole("heading", { name: "Cảm ơn bạn" }).waitFor();
    expect(tries).toBe(3);
    expect(await submissionsOf(system(), id)).toHaveLength(1);
    expect(await leadsOf(system(), "mai@embed.example")).toHaveLength(1);
  });

  it.each([
    ["long", {}],
    ["proved", { captcha: { type: "altcha", cost: 1000 } as const }],
  ])("takes who writes for long for a person: %s", async (who, more) => {
    const { id, script } = await embeddable({ ...vietnameseForm, minSeconds: 2, ...more });
    const page = await visit(site.show({ body: script }));
    await page.getByRole("button", { name: "Gửi" }).waitFor();
    await page.clock.install();
    await page.getByLabel("Họ và tên").fill("Long");
    await page.getByLabel("E-mail").fill(`${who}@embed.example`);
    await pause(2500);
    await page.clock.fastForward(5 * 60_000);
    await page.getByRole("button", { name: "Gửi" }).click();
    await page.getByRole("heading", { name: "Cảm ơn bạn" }).waitFor();
    const sent = await submissionsOf(system(), id);
    expect(sent.map(({ status }) => status)).toEqual(["accepted"]);
  });

  it("takes who comes back to what they wrote for a person, here as on the form's own page", async () => {
    const { id, script } = await embeddable({ ...vietnameseForm, minSeconds: 2 });
    for (const url of [site.show({ body: script }), `${api()}/f/${id}`]) {
      const page = await visit(url);
      await page.getByLabel("Họ và tên").fill("Lai");
      await page.getByLabel("E-mail").fill("lai@embed.example");
      await pause(2500);
      await page.reload();
      await page.getByRole("button", { name: "Gửi" }).click();
      await page.getByRole("heading", { name: "Cảm ơn bạn" }).waitFor();
    }
    const sent = await submissionsOf(system(), id, 2);
    expect(sent.map(({ status }) => status).toSorted()).toEqual(["accepted", "merged"]);
  });

  it("leads on to the page that the form names", async () => {
    const { script } = await embeddable({ ...vietnameseForm, redirect: "https://thanks.example/done" });
    const page = await visit(site.show({ body: script }));
    await page.route("https://thanks.example/done", (route) => route.fulfill({ body: "Done" }));
    await page.getByLabel("Họ và tên").fill("Thu");
    await page.getByLabel("E-mail").fill("thu@embed.example");
    await page.getByRole("button", { name: "Gửi" }).click();
    await expect.poll(() => page.url()).toBe("https://thanks.example/done");
  });

  it("proves that no machine sent it where the form asks for that", async () => {
    const { id, script } = await embeddable({ ...vietnameseForm, captcha: { type: "altcha", cost: 1000 } });
    const page = await visit(site.show({ body: script }));
    await page.getByLabel("Họ và tên").fill("Vy");
    await page.getByLabel("E-mail").fill("vy@embed.example");
    await page.getByRole("button", { name: "Gửi" }).click();
    await page.getByRole("heading", { name: "Cảm ơn bạn" }).waitFor();
    expect(await submissionsOf(system(), id)).toHaveLength(1);
  });

  it("is not shown at an origin that the form does not allow, and nothing from there is taken", async () => {
    const { id, script } = await embeddable(vietnameseForm, ["https://www.example.com"]);
    const complaints: string[] = [];
    const page = await visit(site.show({ body: "" }));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(site.show({ body: script }));
    await expect.poll(() => complaints.join("\n")).toContain(`may not be embedded at ${site.origin()}`);
    expect(await page.locator("[data-salesline]").count()).toBe(0);
    const refused = await fetch(`${api()}/f/${id}`, {
      method: "POST",
      headers: { origin: site.origin(), accept: "application/json" },
      body: new URLSearchParams({ last: "Xa", email: "xa@embed.example" }),
    });
    expect(refused.status).toBe(403);
  });
});
