import { XMLParser, XMLValidator } from "fast-xml-parser";
import * as z from "zod";

/** An element of an XML document, read independently of how it was written. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Node[];
}

const Parsed = z.array(z.record(z.string(), z.unknown()));
const Attributes = z.record(z.string(), z.string()).optional();

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

function nodesOf(parsed: unknown): Node[] {
  return Parsed.parse(parsed).flatMap((item): Node[] => {
    const attributes = Attributes.parse(item[":@"]) ?? {};
    return Object.entries(item)
      .filter(([name]) => name !== ":@" && name !== "#text" && !name.startsWith("?"))
      .map(([name, inner]) => ({ name, attributes, text: textOf(inner), children: nodesOf(inner) }));
  });
}

function textOf(inner: unknown): string {
  return Parsed.parse(inner)
    .map((item) => z.string().parse(item["#text"] ?? ""))
    .join("");
}

/** Reads an XML document; throws when it is not well-formed. */
export function rootOf(xml: string): Node {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) throw new Error(wellFormed.err.msg);
  const [root] = nodesOf(parser.parse(xml));
  if (root === undefined) throw new Error("no root element");
  return root;
}

/** All elements at a path below a node, such as "cac:Party/cbc:EndpointID"; a leading "//" finds a name anywhere. */
export function all(node: Node, path: string): readonly Node[] {
  if (path.startsWith("//")) {
    const [name = "", ...rest] = path.slice(2).split("/");
    const found = everything(node).filter((each) => each.name === name);
    return rest.length === 0 ? found : found.flatMap((each) => all(each, rest.join("/")));
  }
  return path
    .split("/")
    .reduce<readonly Node[]>(
      (nodes, name) => nodes.flatMap(({ children }) => children.filter((child) => child.name === name)),
      [node],
    );
}

const known = new WeakMap<Node, readonly Node[]>();

/** A node and all below it. */
export function everything(node: Node): readonly Node[] {
  const found = known.get(node) ?? [node, ...node.children.flatMap(everything)];
  known.set(node, found);
  return found;
}

/** The text at a path, if there is such an element. */
export function text(node: Node, path: string): string | undefined {
  return all(node, path)[0]?.text;
}

/** Whether there is such an element. */
export function has(node: Node, path: string): boolean {
  return all(node, path).length > 0;
}
