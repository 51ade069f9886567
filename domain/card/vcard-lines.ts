const QUOTED_PRINTABLE = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE\b/i;
const BASE64 = /^[^:]*;(?:ENCODING=)?(?:BASE64|B)\s*[;:]/i;
const BASE64_LINE = /^[A-Za-z0-9+/=]+$/;
const OLD_VERSION = /^VERSION:\s*2\.1/i;
const BEGIN = /^BEGIN\s*:\s*VCARD\s*$/i;
const END = /^END\s*:\s*VCARD\s*$/i;
/** Outlook and Nokia write the card of an assistant into the card, below this line. */
const AGENT = /^(?:[\w-]+\.)?AGENT\b[^:]*:\s*$/i;

const LONGEST_HEAD = 2000;

/** Lines put together again as they are read: folded ones, soft line breaks of quoted-printable, base64 without folding. */
class Unfolding {
  readonly lines: string[] = [];
  #parts: string[] = [];
  #encoding: "quoted-printable" | "base64" | undefined;
  #isOld = false;

  add(line: string): void {
    const last = this.#parts.at(-1);
    // Version 2.1 breaks before a blank of the text, the later ones put one more.
    const further = this.#isOld && this.#encoding !== "base64" ? line : line.replace(/^[ \t]/, "");
    if (this.#encoding === "quoted-printable" && last?.endsWith("=") === true) {
      this.#parts.splice(-1, 1, last.slice(0, -1), further);
    } else if (/^[ \t]/.test(line) && last !== undefined) this.#parts.push(further);
    else if (this.#encoding === "base64" && BASE64_LINE.test(line)) this.#parts.push(line);
    else this.#begin(line);
  }

  #begin(line: string): void {
    this.end();
    const head = line.slice(0, LONGEST_HEAD);
    this.#parts = [line];
    this.#encoding = undefined;
    if (QUOTED_PRINTABLE.test(head)) this.#encoding = "quoted-printable";
    else if (BASE64.test(head)) this.#encoding = "base64";
  }

  end(): void {
    const line = this.#parts.join("");
    if (OLD_VERSION.test(line)) this.#isOld = true;
    if (BEGIN.test(line)) this.#isOld = false;
    if (line.trim() !== "") this.lines.push(line);
    this.#parts = [];
  }
}

/** The lines of a text as they were before they were folded. */
export function unfolded(text: string): readonly string[] {
  const unfolding = new Unfolding();
  for (const line of text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)) unfolding.add(line);
  unfolding.end();
  return unfolding.lines;
}

/** The lines of each vCard in a text; one that is not ended ends with the text or where the next one begins. */
export function vcardsIn(text: string): readonly (readonly string[])[] {
  const cards: string[][] = [];
  let card: string[] | undefined;
  let depth = 0;
  let before = "";
  for (const line of unfolded(text)) {
    const trimmed = line.trim();
    if (BEGIN.test(trimmed)) {
      if (depth > 0 && (depth > 1 || AGENT.test(before))) depth += 1;
      else {
        card = [];
        cards.push(card);
        depth = 1;
      }
    } else if (END.test(trimmed)) depth = Math.max(0, depth - 1);
    else if (depth === 1) card?.push(line);
    before = line;
  }
  return cards;
}
