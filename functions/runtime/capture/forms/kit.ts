import type { Tag } from "./markup.ts";
import type { ScriptWords } from "./words.ts";

/** What the script of a form is given: the form as it is embedded, and all that it says. */
export interface Kit {
  readonly id: string;
  readonly language: string;
  /** Pages of these origins may embed it; its own page always may. */
  readonly origins: readonly string[];
  readonly card: Tag;
  readonly sent: Tag;
  readonly style: string;
  readonly words: ScriptWords;
  /** Of Turnstile; empty without. */
  readonly siteKey: string;
  /** Whether it takes a moment to tell people from machines. */
  readonly isProved: boolean;
}
