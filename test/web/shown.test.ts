import { get } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { useSystem } from "../story/system.ts";
import { auditOf } from "./accessibility.ts";
import { useBrowser } from "./browser.ts";
import { addForm, contactForm, vietnameseForm } from "./forms.ts";

const system = useSystem({});
const visit = useBrowser();
/** The bytes as they come over the wire. */
const rawBytes = (url: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const headers = { "accept-encoding": "gzip, br" };
    get(url, { headers }, (response) => void buffer(response).then(resolve, reject)).on("error", reject);
  });
const pageOf = (id: string) => `${system().runtime.url}/f/${id}`;

describe("The page of a form", () => {
  it(
    "can be used by everybody: axe finds nothing wrong, in light and dark, on phones and desktops",
    { timeout: 180_000 },
    async () => {
      const [english, vietnamese] = [
        await addForm(system(), contactForm),
        await addForm(system(), vietnameseForm),
      ];
      for (const id of [english, vietnamese]) {
        for (const colorScheme of ["light", "dark"] as const) {
          for (const width of [320, 1280]) {
            const page = await visit(pageOf(id), { colorScheme, viewport: { width, height: 800 } });
            const { faults, passed } = await auditOf(page);
            expect(faults).toEqual([]);
            expect(passed).toEqual(
              expect.arrayContaining([
                "color-contrast",
                "label",
                "html-has-lang",
                "page-has-heading-one",
                "target-size",
              ]),
            );
            expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
          }
        }
      }
    },
  );

  it("speaks the language of the form", async () => {
    const page = await visit(pageOf(await addForm(system(), vietnameseForm)));
    expect(await page.getAttribute("html", "lang")).toBe("vi");
    expect(await page.getByRole("button").textContent()).toBe("Gửi");
    const german = await visit(pageOf(await addForm(system(), { ...vietnameseForm, language: "de" })));
    expect(await german.getAttribute("html", "lang")).toBe("de");
    expect(await german.getByRole("button", { name: "Send" }).getAttribute("lang")).toBe("en");
  });

  it("is gone through by keyboard in the order of its fields, and nobody comes upon the trap", async () => {
    const page = await visit(pageOf(await addForm(system(), contactForm)), { javaScriptEnabled: false });
    const order: string[] = [];
    for (let step = 0; step < 9; step += 1) {
      await page.keyboard.press("Tab");
      const focus = page.locator(":focus");
      order.push((await focus.getAttribute("id")) ?? (await focus.innerText()));
    }
    const fields = ["first", "last", "email", "size", "teas"].map((name) => `f-${name}`);
    expect(order).toEqual([...fields, "f-teas-1", "f-message", "f-consent_privacy", "Send"]);
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    const trap = "document.querySelector('[aria-hidden=true] [name=subject_line]').tabIndex";
    expect(await page.evaluate(trap)).toBe(-1);
  });

  it("says what browsers may fill in, and what a value is", async () => {
    const page = await visit(pageOf(await addForm(system(), contactForm)));
    const email = page.getByLabel("Work e-mail");
    expect(await email.getAttribute("autocomplete")).toBe("email");
    expect(await email.getAttribute("inputmode")).toBe("email");
    expect(await email.getAttribute("required")).toBe("");
    expect(await email.getAttribute("aria-describedby")).toBe("h-email");
    expect(await page.getByLabel("First name").getAttribute("autocomplete")).toBe("given-name");
  });

  it("shows what people wrote into the form as text, never as a part of the page", async () => {
    const evil = `"><img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;
    const fields = contactForm.fields.map((field) => ({ ...field, label: evil, help: evil }));
    const id = await addForm(system(), { ...contactForm, title: evil, intro: evil, fields });
    const page = await visit(pageOf(id));
    expect(await page.getByRole("heading").textContent()).toBe(evil);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).toBe(evil);
  });

  it("tells when a form is closed, and when there is none", async () => {
    const id = await addForm(system(), vietnameseForm);
    await system().crew.sales.ask("POST", `/forms/${id}/retire`);
    const closed = await fetch(pageOf(id));
    expect(closed.status).toBe(410);
    expect(await closed.text()).toContain("Biểu mẫu này đã đóng");
    for (const none of ["for_0000000000", "quo_0000000000", "%3Cscript%3E"]) {
      const answer = await fetch(pageOf(none), { headers: { "accept-language": "vi" } });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("Biểu mẫu này không tồn tại");
    }
  });

  it("lets in no script but its own, and is framed only where the form says", async () => {
    const id = await addForm(system(), { ...contactForm, origins: ["https://www.example.com"] });
    const { headers } = await fetch(pageOf(id));
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'sha256-");
    expect(policy).toContain("form-action 'self'; frame-ancestors https://www.example.com");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toBe("no-store");
    const other = await fetch(pageOf(await addForm(system(), contactForm)));
    expect(other.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("The script of a form", () => {
  const scriptOf = (id: string, headers: Record<string, string> = {}) =>
    fetch(`${pageOf(id)}/embed.js`, { headers });

  it("has less than 10 KB as browsers get it, also with sixty fields and a proof of work", async () => {
    const more = Array.from({ length: 54 }, (_, index) => ({
      name: `question-${index}`,
      label: `What else should we know, number ${index}?`,
      kind: "text" as const,
    }));
    const fields = [...contactForm.fields, ...more];
    const id = await addForm(system(), { ...contactForm, fields, captcha: { type: "altcha" } });
    for (const each of [id, await addForm(system(), contactForm)]) {
      const bytes = await rawBytes(`${pageOf(each)}/embed.js`);
      expect(gunzipSync(bytes).toString()).toContain(`"id":"${each}"`);
      expect(bytes.length).toBeLessThan(10_000);
    }
  });

  it("is kept by browsers for five minutes, and not sent again when it is the same", async () => {
    const id = await addForm(system(), contactForm);
    const first = await scriptOf(id);
    expect(first.headers.get("cache-control")).toBe("public, max-age=300");
    expect(first.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const etag = first.headers.get("etag") ?? "";
    expect((await scriptOf(id, { "if-none-match": etag })).status).toBe(304);
    await system().crew.sales.ask("PATCH", `/forms/${id}`, { title: "Ask us" });
    const changed = await scriptOf(id, { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain("Ask us");
  });
});

describe("A page of another origin", () => {
  const ask = async (id: string, origin: string) =>
    fetch(pageOf(id), { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });

  it("may send a form when the form allows its origin, and otherwise not", async () => {
    const id = await addForm(system(), { ...contactForm, origins: ["https://www.example.com"] });
    const allowed = await ask(id, "https://www.example.com");
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://www.example.com");
    expect(allowed.headers.get("access-control-allow-methods")).toBe("GET, POST");
    expect(allowed.headers.get("vary")).toBe("Origin");
    for (const origin of [
      "https://example.com",
      "https://www.example.com.evil.test",
      "http://www.example.com",
      "null",
    ]) {
      const refused = await ask(id, origin);
      expect(refused.status).toBe(403);
      expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect((await ask("for_0000000000", "https://www.example.com")).status).toBe(403);
  });
});
