import { compile } from "html-to-text";

// What is read of a page: closing tags are looked for among those that are open, so more of them could take minutes.
const MOST_HTML = 300_000;
const MOST_TAGS = 20_000;

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: MOST_HTML, maxDepth: 200, maxChildNodes: 20_000, ellipsis: "" },
  selectors: [
    { selector: "img", format: "skip" },
    { selector: "a", options: { ignoreHref: true } },
    { selector: "h1", options: { uppercase: false } },
    { selector: "h2", options: { uppercase: false } },
    { selector: "h3", options: { uppercase: false } },
    { selector: "table", format: "block" },
    { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  ],
});

/** What is no text of a page: where it begins and where it ends. */
interface Unread {
  readonly open: RegExp;
  readonly close: RegExp;
}

const unread: readonly Unread[] = [
  { open: /<style[\s>/]/gi, close: /<\/style\s*>/gi },
  { open: /<script[\s>/]/gi, close: /<\/script\s*>/gi },
  // Not a header; and a head that is not closed ends where the body begins.
  { open: /<head[\s>/]/gi, close: /<\/head\s*>|(?=<body[\s>/])/gi },
  { open: /<!--/g, close: /-->/g },
];

function placeOf(pattern: RegExp, html: string, from: number) {
  const search = pattern;
  search.lastIndex = from;
  const found = search.exec(html);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}

/** A page without what is no text of it; what is not closed stays. */
function without(html: string, { open, close }: Unread): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const begin = placeOf(open, html, at);
    // The mark that opens ends with a ">" at times, which may be that of the mark that closes: "<!-->".
    const end = begin && placeOf(close, html, begin.start + 2);
    if (begin === undefined || end === undefined) break;
    kept.push(html.slice(at, begin.start));
    at = end.end;
  }
  return kept.join("") + html.slice(at);
}

const stripped = (page: string) => page.replaceAll(/<[^<>]*>/g, " ");

function convertible(page: string): string {
  const tags = page.split("<", MOST_TAGS + 1).length;
  return tags > MOST_TAGS ? stripped(page) : convert(page);
}

/** The text of a page of HTML; of a very long one, that of its beginning. */
export function textOfHtml(html: string): string {
  const page = unread.reduce(without, html.slice(0, 4_000_000));
  const text = convertible(page.slice(0, MOST_HTML));
  if (text.trim() !== "") return text;
  // A page that is broken, or that begins with nothing but marks, has its words all the same.
  return convertible(stripped(page).replaceAll(/\s+/g, " ").slice(0, MOST_HTML));
}
