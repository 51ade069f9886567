import { form } from "../../../../domain/form/form.ts";
import { FormId } from "../../../../domain/kernel/id.ts";
import type { HttpEvent } from "../../edge.ts";
import { readRecord } from "../../items.ts";
import type { Journal } from "../../journal.ts";
import { recordKey } from "../../keys.ts";
import type { ShownForm } from "./card.ts";

/** The form that a route such as "GET /f/{formId}" names; undefined when there is none. */
export async function formOf(
  event: HttpEvent,
  journal: Pick<Journal, "load">,
): Promise<ShownForm | undefined> {
  const id = FormId.safeParse(event.pathParameters?.["formId"]);
  if (!id.success) return undefined;
  const [item] = await journal.load([recordKey(form.name, id.data)]);
  return item && { ...form.record.parse(readRecord(item).state), id: id.data };
}
