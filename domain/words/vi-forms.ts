import { form } from "../form/form.ts";
import { type Sentences, taleOf } from "./sentences.ts";
import { viFieldsOf } from "./vi-phrases.ts";

const forms: Sentences<typeof form.events> = {
  "form.added": ({ name }) => `Đã thêm biểu mẫu: ${name}`,
  "form.changed": (data, voice) => `Đã sửa biểu mẫu: ${viFieldsOf("form", data, voice)}`,
  "form.retired": ({ name }) => `Đã ngừng dùng biểu mẫu: ${name}`,
};

/** What happens to web forms, told in Vietnamese. */
export const viForms = [taleOf(form, forms)];
