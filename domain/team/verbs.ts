import type { StageWithActions } from "../kernel/verbs.ts";
import { addTeam, changeTeam, retireTeam } from "./actions.ts";
import { giveOfTeam, giveWaiting, noteEnded } from "./give.ts";
import { team } from "./team.ts";

/** All that may be asked of a team. */
export const teams: StageWithActions = {
  stage: team,
  actions: [addTeam, changeTeam, retireTeam, giveOfTeam, giveWaiting, noteEnded],
};
