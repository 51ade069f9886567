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
    await typeIn(page, "Tab", "Maria", "Tab", "Tab", "maria@", "Tab", "ArrowDown", "Tab", "Space", "Tab", "Tab");
    await typeIn(page, "Green tea,", "Enter", "ten kilos", "Tab", "Tab", "Enter");

    expect(await page.title()).toBe("Error: Talk to our tea experts");
    expect(await focused(page)).toBe("summary");
    const links = await page.locator("#summary a").allTextContents();
    expect(links).toEqual([
      "Last name: Please fill this in",
      "Work e-mail: Please enter an e-mail address such as ann@example.com",
      "Please agree to send the form",
    ]);
    const last = page.getByLabel("Last name");
    expect(await last.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(`#${await last.getAttribute("aria-describedby")}`).textContent()).toBe("Please fill this in");
    expect(await page.getByLabel("Work e-mail").getAttribute("aria-describedby")).toBe("h-email e-email");
    expect(await page.getByLabel("First name").inputValue()).toBe("Maria");
    expect(await page.getByLabel("Team size").inputValue()).toBe("small");
    expect(await page.getByLabel("green").isChecked()).toBe(true);
    expect((await page.getByLabel("How can we help?").inputValue()).split(/\r?\n/)).toEqual(["Green tea,", "ten kilos"]);

    await typeIn(page, "Tab", "Enter", "Tab");
    await page.getByLabel("Last name").focus();
    await typeIn(page, "Anders", "Tab");
    await page.getByLabel("Work e-mail").fill("maria@alfreds.example");
    await page.getByLabel(/You may use/).focus();
    await typeIn(page, "Space", "Tab", "Enter");

    expect(await page.getByRole("heading").textContent()).toBe("Thank you");
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
    const nonce = await page.locator("[name=_nonce]").inputValue();
    await page.getByRole("button").dblclick();
    expect(await page.getByRole("heading").textContent()).toBe("Cảm ơn bạn");
    const again = await fetch(pageOf(id), {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ last: "Lan", email: "lan@tra.example", _nonce: nonce }),
    });
    expect(again.status).toBe(303);
    expect(await submissionsOf(system(), id)).toHaveLength(1);
    expect(await leadsOf(system(), "lan@tra.example")).toHaveLength(1);
  });
});

describe("With JavaScript", () => {
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
});
