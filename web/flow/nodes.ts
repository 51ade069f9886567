/** The element with this id, which the page has. */
export function byId(id: string): Element {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}`);
  return found;
}

/** A new HTML element with a class and what is in it. */
export function html(tag: string, className: string, ...content: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...content);
  return made;
}

/** A new SVG element. */
export function svg(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

/** The colour of a deal: the same wherever it is shown, and another one than that of the deal before. */
export function hueOf(deal: string): string {
  let sum = 7;
  for (const letter of deal) sum = (sum * 31 + letter.charCodeAt(0)) % 100_003;
  return String((sum * 137) % 360);
}

/** The end of an id, by which people tell one from another. */
export function shortId(id: string): string {
  const [prefix = "", rest = ""] = id.split("_");
  return `${prefix} …${rest.slice(-6)}`;
}
