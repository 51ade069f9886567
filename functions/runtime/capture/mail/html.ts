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

/** The parts of a page without those between two marks; what is not closed goes to its end. */
function without(html: string, open: string, close: string): string {
  const small = html.toLowerCase();
  const kept: string[] = [];
  for (let at = 0; at < html.length;) {
    const begin = small.indexOf(open, at);
    if (begin < 0) {
      kept.push(html.slice(at));
      break;
    }
    kept.push(html.slice(at, begin));
    const end = small.indexOf(close, begin);
    at = end < 0 ? html.length : end + close.length;
  }
  return kept.join("");
}

/** The text of a page of HTML; of a very long one, that of its beginning. */
export function textOfHtml(html: string): string {
  const bounded = html.slice(0, 4_000_000);
  const words = ["style", "script", "head"].reduce(
    (rest, tag) => without(rest, `<${tag}`, `</${tag}>`),
    bounded,
  );
  const page = without(words, "<!--", "-->").slice(0, MOST_HTML);
  const tags = page.split("<", MOST_TAGS + 1).length;
  return tags > MOST_TAGS ? page.replaceAll(/<[^<>]*>/g, " ") : convert(page);
}
