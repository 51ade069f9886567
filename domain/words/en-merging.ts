/** English labels of leads that are merged, or that are not the same person. */
export const enMerging = {
  "status.lead.merged": "Merged",
  "action.lead.merge": "Merge",
  "action.lead.not-duplicate": "Not a duplicate",
  "field.also": "Further addresses and numbers",
  "field.intoDeal": "In the deal",
  "field.mergedLeads": "Leads merged into it",
};
