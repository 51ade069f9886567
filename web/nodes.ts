import type { Piece } from "../functions/runtime/capture/forms/markup.ts";

/** Makes the nodes of a piece: never by HTML, so that pages which forbid that (Trusted Types) have the form too. */
export function nodeOf(piece: Piece): Node {
  if (typeof piece === "string") return new Text(piece);
  const [name, attributes, ...children] = piece;
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.map(nodeOf));
  return node;
}

/** An element by its selector. Throws when the form has none: it was made by another version of this script. */
export function find(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector(selector);
  if (found instanceof HTMLElement) return found;
  throw new Error(`No ${selector}`);
}
