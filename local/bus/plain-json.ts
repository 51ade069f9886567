/** Characters above U+FFFF and the few that no queue takes. */
const OUTSIDE_PLAIN_TEXT = /[\uD800-\uDFFF\uFFFE\uFFFF]/g;

/** The same JSON with emoji and the like as \\u escapes: fauxqs refuses them as such, which SQS does not. */
export function plainJson(json: string): string {
  return json.replace(OUTSIDE_PLAIN_TEXT, (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16));
}
