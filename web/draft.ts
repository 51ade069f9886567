/** A form that is filled in but not sent yet: it outlives a reload, and ends with its tab. */
export interface Draft {
  /** Of the last try to send exactly these values: another one with it is the same submission. */
  nonce?: string | undefined;
  /** When the form was shown, as the server signed it. */
  shown?: string | undefined;
  values?: readonly (readonly [name: string, value: string])[];
}

/** Where a draft is kept. */
export interface Drawer {
  readonly draft: Draft;
  readonly save: () => void;
  readonly clear: () => void;
}

const isDraft = (value: unknown): value is Draft => typeof value === "object" && value !== null;

function read(key: string): Draft {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    return isDraft(stored) ? stored : {};
  } catch {
    // Storage is forbidden here: the draft lives as long as the page.
    return {};
  }
}

/** Opens the draft of one form on this page. */
export function openDrawer(key: string): Drawer {
  const draft = read(key);
  const write = (text: string) => {
    try {
      sessionStorage.setItem(key, text);
    } catch {
      // As above; the form works without.
    }
  };
  return {
    draft,
    save: () => write(JSON.stringify(draft)),
    clear: () => {
      delete draft.nonce;
      delete draft.values;
      delete draft.shown;
      write("{}");
    },
  };
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isControl = (element: Element): element is Control =>
  "value" in element &&
  "name" in element &&
  !("type" in element && ["file", "hidden", "submit"].includes(String(element.type)));

const isBox = (control: Control): control is HTMLInputElement => control.type === "checkbox";

/** What is typed in now. */
export function valuesOf(form: HTMLFormElement): [string, string][] {
  return [...form.elements]
    .filter(isControl)
    .filter((control) => !isBox(control) || control.checked)
    .map(({ name, value }) => [name, value]);
}

/** Types in what was typed before, where nothing is. */
export function fill(form: HTMLFormElement, values: NonNullable<Draft["values"]>): void {
  for (const control of [...form.elements].filter(isControl)) {
    const mine = values.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isBox(control)) control.checked ||= mine.includes(control.value);
    else control.value ||= mine[0] ?? "";
  }
}
