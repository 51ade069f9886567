import { find } from "./nodes.ts";

/** A form with all that belongs to it: on its own page, or in the shadow of an element. */
export type Root = ParentNode & { getElementById(id: string): HTMLElement | null };

function mark(root: Root, name: string, text: string): void {
  const [control, error] = [root.getElementById(`f-${name}`), root.getElementById(`e-${name}`)];
  if (control === null || error === null) return;
  error.textContent = text;
  error.hidden = text === "";
  const ids = new Set(control.getAttribute("aria-describedby")?.split(" "));
  if (text === "") {
    control.removeAttribute("aria-invalid");
    ids.delete(error.id);
  } else {
    control.setAttribute("aria-invalid", "true");
    ids.add(error.id);
  }
  if (ids.size > 0) control.setAttribute("aria-describedby", [...ids].join(" "));
  else control.removeAttribute("aria-describedby");
}

/** Takes all mistakes away. */
export function clearMistakes(root: Root): void {
  for (const { id } of root.querySelectorAll(".error[id]")) mark(root, id.slice(2), "");
  find(root, "#summary").hidden = true;
}

/** Shows mistakes at their fields and above them, and leads the focus there. */
export function showMistakes(root: Root, errors: ReadonlyMap<string, string>, problem: string): void {
  const links = [...errors].map(([name, text]) => {
    mark(root, name, text);
    const link = document.createElement("a");
    link.href = `#f-${name}`;
    link.textContent = text;
    // A link finds nothing in a shadow; and a page may listen to its hash.
    link.addEventListener("click", (event) => {
      event.preventDefault();
      root.getElementById(`f-${name}`)?.focus();
    });
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  const summary = find(root, "#summary");
  find(summary, "ul").replaceChildren(...links);
  find(summary, "p").textContent = problem;
  summary.hidden = false;
  summary.focus();
}
