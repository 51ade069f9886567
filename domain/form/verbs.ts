import type { StageWithActions } from "../kernel/verbs.ts";
import { addForm, changeForm, retireForm } from "./actions.ts";
import { form } from "./form.ts";

/** All that may be asked of a form. */
export const forms: StageWithActions = {
  stage: form,
  actions: [addForm, changeForm, retireForm],
};
