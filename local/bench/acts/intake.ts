import { changeCapture } from "../../../domain/capture/actions.ts";
import { shippedPolicy } from "../../../domain/capture/policy.ts";
import { addForm, changeForm, retireForm } from "../../../domain/form/actions.ts";
import {
  confirmSubmission,
  enterSubmission,
  receiveSubmission,
  repeatSubmission,
} from "../../../domain/submission/actions.ts";
import { discardSubmission, releaseSubmission } from "../../../domain/submission/release.ts";
import type { Rehearse } from "../rehearsal.ts";

const person = (name: string) => ({
  lastName: name,
  company: `${name} S.L.`,
  email: `ana@${name.toLowerCase()}.example`,
});

/** The rules by which leads come in, and a form. */
export const doors = async (act: Rehearse): Promise<void> => {
  await act(changeCapture, { ...shippedPolicy, cards: { holdBelow: 70 } });
  const fields = [{ name: "name", label: "Name", kind: "text", field: "lastName", required: true }];
  const { id } = await act(addForm, { name: "Contact", language: "es", fields });
  await act(changeForm, { campaign: "Feria" }, id);
  await act(retireForm, {}, id);
};

/** What comes in: somebody new, the same person again, what waits for a person, what is put away. */
export const submissions = async (act: Rehearse): Promise<void> => {
  const { id } = await act(receiveSubmission, { source: "web", fields: person("Vega"), text: "Pumps" });
  await act(repeatSubmission, {}, id);
  for (const jobTitle of ["Compras", "Jefa de compras"]) {
    await act(enterSubmission, {
      source: "email",
      fields: { ...person("Vega"), jobTitle },
      text: "And hoses",
    });
  }
  const unsure = { source: "web", fields: person("Soler"), confirm: true };
  await act(confirmSubmission, {}, (await act(receiveSubmission, unsure)).id);
  const hint = { verdict: "held", reasons: [{ code: "low-confidence" }] };
  const card = { source: "card", fields: person("Prats"), hint };
  await act(releaseSubmission, { fields: { jobTitle: "Jefa" } }, (await act(enterSubmission, card)).id);
  await act(discardSubmission, {}, (await act(enterSubmission, card)).id);
};
