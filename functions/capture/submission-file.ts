import { submissionFile } from "../runtime/capture/submission-file.ts";

export const handler = submissionFile();
