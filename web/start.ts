import type { Kit } from "../functions/runtime/capture/forms/kit.ts";
import { enhance } from "./enhance.ts";
import { find, nodeOf } from "./nodes.ts";
import type { Prover } from "./prover.ts";

/** Put before this script by the server, in a scope of its own. */
declare const KIT: Kit;

const MARK = "data-salesline";

/** Says to who builds the page why there is no form on it. */
const warn = (text: string) => console.error(`Form ${KIT.id}: ${text}`);

const placed = (root: ParentNode) => root.querySelectorAll(`[${MARK}="${KIT.id}"]`).length;

/** Where the form goes: into what the script names, or after the script itself. */
function hostOf(script: HTMLScriptElement): HTMLElement | undefined {
  const host = document.createElement("div");
  const selector = script.dataset["target"];
  const target = selector === undefined ? null : document.querySelector(selector);
  if (selector !== undefined && target === null) warn(`there is no ${selector} on this page`);
  // The script is there twice.
  else if (target && placed(target) > 0) return undefined;
  else if (target) target.append(host);
  else if (script.closest("body") === null) warn("the script is not in the body: say where by data-target");
  else script.after(host);
  return host.isConnected ? host : undefined;
}

function added(parent: HTMLElement, attributes: { slot?: string } = {}): HTMLElement {
  const place = Object.assign(document.createElement("div"), attributes);
  parent.append(place);
  return place;
}

function embed(script: HTMLScriptElement, url: string, prover: Prover): void {
  if (![new URL(url).origin, ...KIT.origins].includes(location.origin)) {
    return warn(`it may not be embedded at ${location.origin}: add that to the origins of the form`);
  }
  const host = hostOf(script);
  if (host === undefined) return;
  const key = `salesline:${KIT.id}:${placed(document)}`;
  host.setAttribute(MARK, KIT.id);
  host.lang = KIT.language;
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(KIT.style);
  root.adoptedStyleSheets = [sheet];
  root.append(nodeOf(KIT.card));
  // What others show is in the light of the page, seen where the form has its slot.
  const place = () => added(host, { slot: "captcha" });
  const onSent = () =>
    void host.dispatchEvent(new CustomEvent("salesline:sent", { bubbles: true, detail: { form: KIT.id } }));
  const thanks = () => nodeOf(KIT.sent);
  enhance({ kit: KIT, root, url, key, prover, isPage: false, place, thanks, onSent });
}

function improve(url: string, prover: Prover): void {
  const [form, sent] = [document.querySelector("form"), document.querySelector("template")];
  if (form === null || sent === null) return;
  const thanks = () => sent.content.cloneNode(true);
  const place = () => added(find(form, "slot"));
  enhance({
    kit: KIT,
    root: document,
    url,
    key: `salesline:${KIT.id}`,
    prover,
    isPage: true,
    place,
    thanks,
    onSent: () => undefined,
  });
}

/** Runs where the script of a form is: on its own page, or on the page that it is embedded in. */
export function start(prover: Prover): void {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement))
    return warn("load the script by a script element, not as a module");
  const url = script.src.replace(/\/embed\.js.*$/, "");
  const run = () => ("page" in script.dataset ? improve(url, prover) : embed(script, url, prover));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
}
