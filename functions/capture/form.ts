import { takeForm } from "../runtime/capture/forms/take.ts";

export const handler = takeForm();
