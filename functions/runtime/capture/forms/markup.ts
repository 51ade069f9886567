/** Attributes by name: true is one without a value, false or undefined none. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** A piece of a page as data: text, or an element. Becomes HTML on the server and nodes in a browser. */
export type Piece = string | Tag;

/** An element as data: its name, its attributes, and what is in it. */
export type Tag = readonly [name: string, attributes: Attributes, ...children: Piece[]];

/** An element; children that are not there are left out. */
export function el(name: string, attributes: Attributes, ...children: readonly (Piece | undefined)[]): Tag {
  return [name, attributes, ...children.filter((child) => child !== undefined)];
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? "");

const empty = new Set(["input", "meta", "link", "br"]);

function attribute([name, value]: [string, string | boolean | undefined]): string {
  if (value === undefined || value === false) return "";
  return value === true ? ` ${name}` : ` ${name}="${escaped(value)}"`;
}

/** A piece as HTML. Whatever is text is escaped: there is no other way to write it. */
export function htmlOf(piece: Piece): string {
  if (typeof piece === "string") return escaped(piece);
  const [name, attributes, ...children] = piece;
  const opening = `<${name}${Object.entries(attributes).map(attribute).join("")}>`;
  if (empty.has(name)) return opening;
  // The parser drops a line break that a textarea begins with.
  const kept = name === "textarea" ? "\n" : "";
  return `${opening}${kept}${children.map(htmlOf).join("")}</${name}>`;
}
