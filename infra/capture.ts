import { type App, Stack } from "aws-cdk-lib";
import type { JournalTable } from "./table.ts";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Api } from "./api.ts";
import { addCards } from "./capture-cards.ts";
import { addMail } from "./capture-mail.ts";
import { addLists } from "./capture-lists.ts";
import { addForms } from "./capture-forms.ts";
import { addPages } from "./capture-pages.ts";
import type { Settings } from "./settings.ts";

/** What the sources of leads are bound to. */
export interface CaptureProps {
  readonly api: Api;
  readonly table: JournalTable;
  readonly bus: EventBus;
  readonly intake: Bucket;
  readonly settings: Settings;
  readonly dist: string;
}

/** The stack of the sources: web forms, mail, cards and lists, each in a file of its own (`infra/capture-<source>.ts`). */
export function createCapture(app: App, props: CaptureProps): void {
  if (sources.length === 0) return;
  const stack = new Stack(app, "salesline-intake", {
    description: "Salesline: where leads come in",
  });
  for (const add of sources) add(stack, props);
}

/** Adds one source to the stack. */
export type AddSource = (stack: Stack, props: CaptureProps) => void;

const sources: readonly AddSource[] = [addCards, addForms, addPages, addMail, addLists];
