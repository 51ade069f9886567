import { captureLead } from "../../../domain/lead/actions.ts";
import { changeLead } from "../../../domain/lead/change.ts";
import { tellApartLead } from "../../../domain/lead/apart.ts";
import { mergeLead } from "../../../domain/lead/merge.ts";
import type { Rehearse } from "../rehearsal.ts";

/** Two leads that are one person, and two that are not. */
export const merges = async (act: Rehearse): Promise<void> => {
  const [one, same, other] = [
    await act(captureLead, { topic: "Valves", lastName: "Roca", email: "roca@valves.example" }),
    await act(captureLead, { topic: "Valves", lastName: "Roca", phone: "+34911234567" }),
    await act(captureLead, { topic: "Valves", lastName: "Roca", company: "Roca S.L." }),
  ];
  await act(tellApartLead, { lead: other.id }, one.id);
  await act(changeLead, { need: "Two valves" }, same.id);
  await act(mergeLead, { lead: same.id }, one.id);
};
