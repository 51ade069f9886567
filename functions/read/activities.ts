import { activitiesOf } from "../runtime/read/activities.ts";

export const handler = activitiesOf();
