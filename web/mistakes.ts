import { find } from "./nodes.ts";

/** A form with all that belongs to it: on its own page, or in the shadow of an element. */
export type Root = ParentNode & { getElementById(id: string): HTMLElement | null };

/** What a mistake is said of: the control, or the group that it is the first of. */
function controlOf(root: Root, name: string): HTMLElement | null {
  const control = root.getElementById(`f-${name}`);
  return control?.closest("fieldset") ?? control;
}

function mark(root: Root, name: string, text: string): void {
  const [control, error] = [controlOf(root, name), root.getElementById(`e-${name}`)];
  if (control === null || error === null) return;
  error.textContent = text;
  error.hidden = text === "";
  const ids = new Set(control.getAttribute("aria-describedby")?.split(" "));
  ids.delete(error.id);
  if (text === "") control.removeAttribute("aria-invalid");
  else {
    control.setAttribute("aria-invalid", "true");
    ids.add(error.id);
  }
  if (ids.size > 0) control.setAttribute("aria-describedby", [...ids].join(" "));
  else control.removeAttribute("aria-describedby");
}

/** A mistake with what it is about; a link to it, when there is a field for it. */
function told(root: Root, name: string, text: string): HTMLElement {
  const item = document.createElement("li");
  const field = controlOf(root, name)?.closest(".field");
  if (!field) {
    item.textContent = text;
    return item;
  }
  const link = document.createElement("a");
  link.href = `#f-${name}`;
  const label = field.querySelector(":scope > label, legend")?.firstChild?.textContent;
  link.textContent = label ? `${label}: ${text}` : text;
  // A link finds nothing in a shadow; and a page may listen to its hash.
  link.addEventListener("click", (event) => {
    event.preventDefault();
    root.getElementById(`f-${name}`)?.focus();
  });
  item.append(link);
  return item;
}

/** Takes all mistakes away. */
export function clearMistakes(root: Root): void {
  for (const { id } of root.querySelectorAll(".error[id]")) mark(root, id.slice(2), "");
  find(root, "#summary").hidden = true;
}

/** Shows mistakes at their fields and above them, and leads the focus there. */
export function showMistakes(root: Root, errors: ReadonlyMap<string, string>, problem: string): void {
  for (const [name, text] of errors) mark(root, name, text);
  const summary = find(root, "#summary");
  find(summary, "ul").replaceChildren(...[...errors].map(([name, text]) => told(root, name, text)));
  find(summary, "p").textContent = problem;
  summary.hidden = false;
  summary.focus();
}
