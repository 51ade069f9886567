import { HONEYPOT, own } from "../domain/form/names.ts";
import type { Kit } from "../functions/runtime/capture/forms/kit.ts";
import { fill, openDrawer, valuesOf } from "./draft.ts";
import { clearMistakes, type Root, showMistakes } from "./mistakes.ts";
import { find } from "./nodes.ts";
import { type Outcome, post } from "./post.ts";
import type { Prover, Site } from "./prover.ts";
import { addVisit } from "./visit.ts";

/** A form on a page. */
export interface Placed extends Pick<Site, "isPage" | "place"> {
  readonly kit: Kit;
  readonly root: Root;
  /** Where it is posted to. */
  readonly url: string;
  /** Under which its draft is kept. */
  readonly key: string;
  readonly prover: Prover;
  /** What takes the place of the form when it was sent. */
  readonly thanks: () => Node;
  /** Called when it was sent, before anything else happens. */
  readonly onSent: () => void;
}

/** All files of a post: Lambda takes 6 MB, and in Base64 they are a third more. The gateway refuses the rest in a way that no script may read. */
const LARGEST_POST = 4 * 1024 * 1024;

const random = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The fields whose files are too much to be sent together. */
function tooLarge(data: FormData): string[] {
  const files = [...data].flatMap(([name, value]) =>
    typeof value === "string" || value.size === 0 ? [] : [{ name, size: value.size }],
  );
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes > LARGEST_POST ? files.map(({ name }) => name) : [];
}

function stampIn(data: FormData): string | undefined {
  const shown = data.get(own.shown);
  return typeof shown === "string" ? shown : undefined;
}

function bodyOf(data: FormData): BodyInit {
  const entries = [...data].map(([name, value]) => (typeof value === "string" ? [name, value] : undefined));
  const texts = entries.filter((entry) => entry !== undefined);
  // Both are sent to another origin without asking it first: one round trip less.
  return texts.length === entries.length ? new URLSearchParams(texts) : data;
}

/** Has a form sent by script: what was typed is kept until it has arrived, and it arrives once. */
export function enhance({ kit, root, url, key, prover, isPage, place, thanks, onSent }: Placed): void {
  const { words, siteKey } = kit;
  const form = find(root, "form");
  if (!(form instanceof HTMLFormElement)) return;
  const [button, status] = [find(form, "button"), find(form, ".status")];
  const { draft, save, clear } = openDrawer(key);
  // Kept at once: after a reload the text is there again, and so must be since when.
  const onShown = (stamp: string) => {
    draft.shown ??= stamp;
    save();
  };
  const prove = prover({ url, form, isPage, siteKey, place, onShown });
  let sending = false;

  const say = (text: string) => (status.textContent = text);

  const send = async (): Promise<Outcome> => {
    if (kit.isProved) say(words.proving);
    const proof = await prove().catch(() => undefined);
    if (proof === undefined) return { kind: "unsent" };
    if (proof === "blocked") return { kind: proof };
    if (Object.values(proof).includes(undefined)) return { kind: "unproven" };
    say("");
    const data = new FormData(form);
    const large = tooLarge(data);
    if (large.length > 0) {
      return {
        kind: "wrong",
        errors: new Map(large.map((name) => [name, words.large])),
        problem: undefined,
      };
    }
    addVisit(data);
    draft.nonce ??= random();
    draft.shown ??= stampIn(data) ?? proof[own.shown];
    save();
    const carried = { ...proof, [own.nonce]: draft.nonce, [own.shown]: draft.shown };
    for (const [name, value] of Object.entries(carried)) data.set(name, value ?? "");
    return post(url, bodyOf(data), () => say(words.waiting));
  };

  const finish = (outcome: Outcome) => {
    if (outcome.kind === "sent") {
      clear();
      onSent();
      if (outcome.redirect !== undefined) return location.assign(outcome.redirect);
      find(root, ".card").replaceWith(thanks());
      find(root, "#sent").focus();
    } else if (outcome.kind === "wrong") {
      // Nothing was taken: what is sent next is another submission.
      delete draft.nonce;
      save();
      showMistakes(root, outcome.errors, outcome.problem ?? words.problem);
    } else {
      showMistakes(root, new Map(), words[outcome.kind]);
    }
  };

  const submit = async () => {
    if (sending) return;
    sending = true;
    clearMistakes(root);
    button.setAttribute("aria-disabled", "true");
    button.textContent = words.sending;
    const outcome = await send();
    sending = false;
    button.removeAttribute("aria-disabled");
    button.textContent = words.send;
    say("");
    finish(outcome);
  };

  fill(form, draft.values ?? []);
  form.addEventListener("input", () => {
    draft.values = valuesOf(form).filter(([name]) => name !== HONEYPOT);
    draft.shown ??= stampIn(new FormData(form));
    delete draft.nonce;
    save();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
}
