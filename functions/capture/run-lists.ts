import { runLists } from "../runtime/capture/lists/run.ts";

export const handler = runLists();
