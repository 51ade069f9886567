import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useSystem } from "../story/system.ts";
import { auditOf, focused } from "./accessibility.ts";
import { useBrowser } from "./browser.ts";
import { addForm, contactForm, leadsOf, submissionsOf, vietnameseForm } from "./forms.ts";

const system = useSystem({});
const visit = useBrowser();
const pageOf = (id: string, query = "") => `${system().runtime.url}/f/${id}${query}`;

const typeIn = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) {
    if (/^(?:Tab|Enter|Space|ArrowDown)$/.test(key)) await page.keyboard.press(key);
    else await page.keyboard.type(key);
  }
};

describe("Without JavaScript, by keyboard alone", () => {
  const options = { javaScriptEnabled: false };

  it("a visitor is told what is missing, mends it, and is a lead", async () => {
    const id = await addForm(system(), contactForm);
    const page = await visit(pageOf(id, "?utm_source=newsletter&utm_campaign=tea&gclid=abc"), options);
    await typeIn(
      page,
      "Tab",
      "Maria",
      "Tab",
      "Tab",
      "maria@",
      "Tab",
      "ArrowDown",
      "Tab",
      "Space",
      "Tab",
      "Tab",
    );
    await typeIn(page, "Green tea,", "Enter", "ten kilos", "Tab", "Tab", "Enter");

    await expect.poll(() => page.title()).toBe("Error: Talk to our tea experts");
    expect(await focused(page)).toBe("summary");
    const links = await page.locator("#summary a").allTextContents();
    expect(links).toEqual([
      "Last name: Please fill this in",
      "Work e-mail: Please enter an e-mail address such as ann@example.com",
      "Please agree to send the form",
    ]);
    const last = page.getByLabel("Last name");
    expect(await last.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(`#${await last.getAttribute("aria-describedby")}`).textContent()).toBe(
      "Please fill this in",
    );
    expect(await page.getByLabel("Work e-mail").getAttribute("aria-describedby")).toBe("h-email e-email");
    expect(await page.getByLabel("First name").inputValue()).toBe("Maria");
    expect(await page.getByLabel("Team size").inputValue()).toBe("small");
    expect(await page.getByLabel("green").isChecked()).toBe(true);
    expect((await page.getByLabel("How can we help?").inputValue()).split(/\r?\n/)).toEqual([
      "Green tea,",
      "ten kilos",
    ]);

    await typeIn(page, "Tab", "Enter", "Tab");
    await page.getByLabel("Last name").focus();
    await typeIn(page, "Anders", "Tab");
    await page.getByLabel("Work e-mail").fill("maria@alfreds.example");
    await page.getByLabel(/You may use/).focus();
    await typeIn(page, "Space", "Tab", "Enter");

    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(await focused(page)).toBe("sent");
    await page.reload();
    await page.reload();
    const [submission, ...more] = await submissionsOf(system(), id);
    expect(more).toEqual([]);
    expect(submission).toMatchObject({
      status: "accepted",
      attribution: { utm: { source: "newsletter", campaign: "tea" }, clickIds: { gclid: "abc" } },
    });
    const [lead, ...others] = await leadsOf(system(), "maria@alfreds.example");
    expect(others).toEqual([]);
    expect(lead).toMatchObject({ lastName: "Anders", firstName: "Maria" });
  });

  it("the same page sent twice is one submission, also when a visitor goes back for that", async () => {
    const id = await addForm(system(), vietnameseForm);
    const page = await visit(pageOf(id), options);
    await page.getByLabel("Họ và tên").fill("Lan");
    await page.getByLabel("E-mail").fill("lan@tra.example");
    const posts: string[] = [];
    page.on("request", (request) => void posts.push(request.postData() ?? ""));
    await page.getByRole("button").dblclick();
    await page.getByRole("heading", { name: "Cảm ơn bạn" }).waitFor();
    const again = await fetch(pageOf(id), {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams(posts.find((post) => post !== "")),
    });
    expect(again.status).toBe(303);
    expect(await submissionsOf(system(), id)).toHaveLength(1);
    expect(await leadsOf(system(), "lan@tra.example")).toHaveLength(1);
  });
});

describe("A form that names a page for afterwards", () => {
  it("leads a browser without scripts there: its policy lets it", async () => {
    const redirect = "https://thanks.example/done";
    const page = await visit(pageOf(await addForm(system(), { ...vietnameseForm, redirect })), {
      javaScriptEnabled: false,
    });
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    await page.getByLabel("Họ và tên").fill("Thu");
    await page.getByLabel("E-mail").fill("thu@tra.example");
    await page.getByRole("button").click({ noWaitAfter: true });
    await expect.poll(() => asked).toContain(redirect);
  });
});

describe("With JavaScript", () => {
  const write = async (page: Page, email: string) => {
    await page.getByLabel("Họ và tên").fill("Lan");
    await page.getByLabel("E-mail").fill(email);
  };
  const send = (page: Page) => page.getByRole("button", { name: "Gửi" }).click();
  const thanks = async (page: Page) => {
    await page.getByRole("heading", { name: "Cảm ơn bạn" }).waitFor();
    expect(await focused(page)).toBe("sent");
  };
  const isOnce = async (id: string, email: string) => {
    expect(await submissionsOf(system(), id)).toHaveLength(1);
    expect(await leadsOf(system(), email)).toHaveLength(1);
  };

  it("what is wrong is told at the fields, without loading the page anew, to everybody", async () => {
    const id = await addForm(system(), contactForm);
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await visit(pageOf(id), { colorScheme });
      await page.getByLabel("First name").fill("Maria");
      await page.getByRole("button").click();
      await expect.poll(() => focused(page)).toBe("summary");
      expect((await auditOf(page)).faults).toEqual([]);
      expect(await page.getByLabel("Last name").getAttribute("aria-describedby")).toBe("e-last");
      await page.getByRole("link", { name: "Last name: Please fill this in" }).click();
      expect(await focused(page)).toBe("f-last");
    }
  });

  it("a network that fails before the post arrives, and one that fails after it, make one submission", async () => {
    const id = await addForm(system(), vietnameseForm);
    const page = await visit(pageOf(id));
    const nonces: (string | null)[] = [];
    await page.route("**/f/*", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      nonces.push(new URLSearchParams(route.request().postData() ?? "").get("_nonce"));
      if (nonces.length === 1) return route.abort("internetdisconnected");
      // It has arrived, and only the answer is lost.
      const answer = await route.fetch();
      expect(answer.status()).toBe(202);
      return nonces.length === 2 ? route.abort("connectionreset") : route.fulfill({ response: answer });
    });
    await write(page, "mang@tra.example");
    await send(page);
    await page.getByText("chúng tôi đang thử lại").waitFor();
    await thanks(page);
    expect(nonces).toHaveLength(3);
    expect(new Set(nonces).size).toBe(1);
    await isOnce(id, "mang@tra.example");
  });

  it("what was typed outlives a reload after a failure; sent then, it is the same submission", async () => {
    const id = await addForm(system(), vietnameseForm);
    const page = await visit(pageOf(id));
    await page.route("**/f/*", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch();
      return route.abort("connectionreset");
    });
    await write(page, "tai@tra.example");
    await send(page);
    await page.getByText("chúng tôi đang thử lại").waitFor();
    await page.unroute("**/f/*");
    await page.reload();
    expect(await page.getByLabel("Họ và tên").inputValue()).toBe("Lan");
    await send(page);
    await thanks(page);
    await isOnce(id, "tai@tra.example");
  });

  it("what is changed after a failure arrives too, as one lead", async () => {
    const id = await addForm(system(), vietnameseForm);
    const page = await visit(pageOf(id));
    await page.route("**/f/*", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch();
      return route.abort("connectionreset");
    });
    await write(page, "sua@tra.example");
    await send(page);
    await page.getByText("chúng tôi đang thử lại").waitFor();
    await page.reload();
    await page.unroute("**/f/*");
    await page.getByLabel("Chúng tôi có thể giúp gì?").fill("Mười cân trà xanh, xin cảm ơn");
    await send(page);
    await thanks(page);
    const sent = await submissionsOf(system(), id, 2);
    expect(sent.map(({ status }) => status).toSorted()).toEqual(["accepted", "merged"]);
    expect(await leadsOf(system(), "sua@tra.example")).toHaveLength(1);
  });

  it("a double click sends once; a reload afterwards sends nothing, and shows an empty form", async () => {
    const id = await addForm(system(), vietnameseForm);
    const page = await visit(pageOf(id));
    let posts = 0;
    page.on("request", (request) => (posts += request.method() === "POST" ? 1 : 0));
    await write(page, "doi@tra.example");
    await page.getByRole("button").dblclick();
    await thanks(page);
    expect(posts).toBe(1);
    await page.reload();
    expect(await page.getByLabel("Họ và tên").inputValue()).toBe("");
    expect(posts).toBe(1);
    await isOnce(id, "doi@tra.example");
  });

  it("who gives up is told so, and nothing that was typed is gone", async () => {
    const id = await addForm(system(), vietnameseForm);
    const page = await visit(pageOf(id));
    await page.clock.install();
    await page.route("**/f/*", (route) => route.abort("internetdisconnected"));
    await write(page, "bo@tra.example");
    await send(page);
    for (let tries = 0; tries < 4; tries += 1) {
      await page.getByText("chúng tôi đang thử lại").waitFor();
      await page.clock.fastForward(20_000);
    }
    await page.getByText("Chưa gửi được. Nội dung của bạn vẫn được giữ").waitFor();
    expect(await focused(page)).toBe("summary");
    expect(await page.getByLabel("E-mail").inputValue()).toBe("bo@tra.example");
    await page.unroute("**/f/*");
    await send(page);
    await thanks(page);
    await isOnce(id, "bo@tra.example");
  });

  it("files that are too large together are told at their fields, and nothing is sent", async () => {
    const files = ["Ảnh", "Bản vẽ"].map((label, n) => ({ name: `file${n}`, label, kind: "file" as const }));
    const fields = [...vietnameseForm.fields, ...files];
    const page = await visit(pageOf(await addForm(system(), { ...vietnameseForm, fields })));
    let posts = 0;
    page.on("request", (request) => (posts += request.method() === "POST" ? 1 : 0));
    await write(page, "nang@tra.example");
    const photo = (bytes: number) => ({
      name: "a.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.alloc(bytes, "a"),
    });
    for (const { label } of files) await page.getByLabel(label).setInputFiles(photo(2.5 * 1024 * 1024));
    await send(page);
    await expect.poll(() => page.locator("#summary a").allTextContents()).toHaveLength(2);
    expect(await page.locator("#summary a").first().textContent()).toContain("cộng lại tối đa 4 MB");
    expect(posts).toBe(0);
    await page.getByLabel("Bản vẽ").setInputFiles(photo(1024 * 1024));
    await send(page);
    await thanks(page);
    expect(posts).toBe(1);
  });

  it("a proof of work is done in the page, and a form that asks for one is not taken without", async () => {
    const id = await addForm(system(), { ...vietnameseForm, captcha: { type: "altcha", cost: 1000 } });
    const page = await visit(pageOf(id));
    await write(page, "may@tra.example");
    await send(page);
    await thanks(page);
    await isOnce(id, "may@tra.example");
    const bare = await fetch(pageOf(id), {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ last: "Bot", email: "bot@tra.example" }),
    });
    expect(bare.ok).toBe(false);
    expect(await (await fetch(pageOf(id))).text()).toContain(
      '<noscript><p class="error">Biểu mẫu này cần JavaScript',
    );
  });
});
