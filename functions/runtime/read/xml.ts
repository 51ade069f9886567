import { XMLBuilder } from "fast-xml-parser";
import type { Element, UblDocument } from "../../../domain/ubl/tree.ts";

const UBL = "urn:oasis:names:specification:ubl:schema:xsd";

const builder = new XMLBuilder({
  attributeNamePrefix: "@",
  textNodeName: "#text",
  ignoreAttributes: false,
  format: true,
  processEntities: true,
});

// XML 1.0 has no control characters but tab and line ends, not even escaped.
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu;
const REPLACEMENT = "\uFFFD";

type Child = Element[string];

function written(child: Child): unknown {
  if (typeof child === "string") return child.replaceAll(UNWRITABLE, REPLACEMENT);
  if (Array.isArray(child)) return child.map(written);
  if (child === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(child)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, written(inner)]),
  );
}

/** A document of UBL 2.1 as XML 1.0, for UTF-8. */
export function xmlOf({ root, content }: UblDocument): string {
  const document = {
    "@xmlns": `${UBL}:${root}-2`,
    "@xmlns:cac": `${UBL}:CommonAggregateComponents-2`,
    "@xmlns:cbc": `${UBL}:CommonBasicComponents-2`,
    ...content,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: written(document) })}`;
}
