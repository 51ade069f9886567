import { exportLeads } from "../runtime/capture/lists/export.ts";

export const handler = exportLeads();
