import { describe, expect, it } from "vitest";
import { el, htmlOf } from "../../functions/runtime/capture/forms/markup.ts";
import { type FormView, renderForm } from "../../functions/runtime/capture/forms/page.ts";
import { contactForm } from "../web/forms.ts";

const form = { ...contactForm, status: "active" as const, id: "for_0000000001" };
const shown = (view: FormView) => renderForm(form, view);

describe("What a page is written with", () => {
  it("is text wherever it is put: nothing of it becomes markup", () => {
    const evil = `</title><script>1</script>"'&`;
    const html = htmlOf(el("p", { title: evil, hidden: false, lang: undefined }, evil));
    const escaped = "&lt;/title&gt;&lt;script&gt;1&lt;/script&gt;&quot;&#39;&amp;";
    expect(html).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it("keeps the line break that a message begins with", () => {
    expect(htmlOf(el("textarea", {}, "\nHello"))).toBe("<textarea>\n\nHello</textarea>");
  });
});

describe("The page of a form that was not taken", () => {
  it("has what was typed, and says what is wrong at each field, above, and in the title", () => {
    const html = shown({
      values: { first: `Mar"ia`, size: "large", teas: ["black"], message: "Hi <b>" },
      errors: { last: "Please fill this in", altcha: "Please try again" },
      nonce: "n-1",
      shown: "s-1",
    });
    expect(html).toContain("<title>Error: Talk to our tea experts</title>");
    expect(html).toContain(`<a href="#f-last">Last name: Please fill this in</a>`);
    expect(html).toContain("<li>Please try again</li>");
    expect(html).toContain(`<p class="error" id="e-last">Please fill this in</p>`);
    expect(html).toMatch(
      /<input type="text" id="f-last"[^>]* aria-describedby="e-last" aria-invalid="true" required/,
    );
    expect(html).toContain(`value="Mar&quot;ia"`);
    expect(html).toContain(`<option value="large" selected>`);
    expect(html).toMatch(/value="black" checked/);
    expect(html).not.toMatch(/value="green" checked/);
    expect(html).toContain("Hi &lt;b&gt;</textarea>");
    expect(html).toContain(`name="_nonce" value="n-1"`);
    expect(html).toContain(`name="_shown" value="s-1"`);
  });

  it("says what is wrong with the whole of it", () => {
    expect(shown({ errors: { "": "There are too many messages" } })).toContain(
      `<p id="wrong">There are too many messages</p>`,
    );
  });

  it("has no mistake where there is none", () => {
    expect(shown({})).toContain("<title>Talk to our tea experts</title>");
    expect(shown({})).not.toContain("aria-invalid=");
  });
});
