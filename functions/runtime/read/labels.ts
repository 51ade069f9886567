import * as z from "zod";
import { Language, ProcessName } from "../../../domain/kernel/process.ts";
import { namedProcess } from "../../../domain/process/choose.ts";
import { labelsIn } from "../../../domain/words/labels.ts";
import { type HttpHandler, json } from "../edge.ts";
import { languageOf } from "../language.ts";
import { bookKey, currentBook } from "../process.ts";
import { queryOf } from "./query.ts";
import { openReader } from "./reader.ts";
import { reading } from "./reading.ts";

const LabelsQuery = z.strictObject({ language: Language.optional(), process: ProcessName.optional() });

/**
 * The Lambda function of GET /labels: every label in one language, as a process calls things now; the language of the
 * caller and the process of new deals unless told.
 */
export function readLabels(): HttpHandler {
  const reader = openReader();
  return reading("read.labels", async (event) => {
    const asked = queryOf(event, LabelsQuery);
    if (!asked.ok) return asked;
    const { language = languageOf(event) } = asked.query;
    const [item] = await reader.load([bookKey]);
    const current = currentBook(item);
    const named = namedProcess(current, asked.query.process ?? current.book.fallback);
    if (!named.ok) return named;
    const { process, rules } = named;
    return json(200, { language, process, labels: labelsIn(language, rules.labels) });
  });
}
