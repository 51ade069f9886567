import type { Actor, Envelope } from "../kernel/event.ts";
import type { AnyStage } from "../kernel/stage.ts";
import { type ToldChange, toldChanges } from "./changes.ts";
import { reasonInWords } from "./reason-words.ts";
import { tellInVietnamese } from "./vi-sentences.ts";
import type { Voice } from "./voice.ts";

/** An event in the words of a language. */
export interface Told {
  readonly text: string;
  /** Who did it: the name of a caller, or what happened by itself. */
  readonly who: string;
  readonly changes: readonly ToldChange[];
}

const BY_ITSELF: Readonly<Record<string, string>> = { en: "by itself", vi: "tự động" };

const OPERATOR: Readonly<Record<string, string>> = { en: "operator", vi: "người vận hành" };

function whoOf({ type, id }: Actor, { language }: Voice): string {
  if (type === "operator") return `${id} (${OPERATOR[language] ?? "operator"})`;
  return type === "user" ? id : `${BY_ITSELF[language] ?? "by itself"} (${id})`;
}

/** Tells an event of a stage: its sentence, who did it, and each changed field before and after. */
export function told(event: Envelope, home: AnyStage, voice: Voice): Told {
  return {
    text:
      voice.language === "vi"
        ? tellInVietnamese(event, voice)
        : reasonInWords(home.tell(event), event, voice),
    who: whoOf(event.actor, voice),
    changes: toldChanges(event, voice),
  };
}
