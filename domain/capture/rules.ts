import * as z from "zod";
import { TeamId } from "../kernel/id.ts";
import { Label } from "../kernel/process.ts";
import { text } from "../kernel/text.ts";
import { LeadCondition } from "./condition.ts";
import { personal } from "../kernel/personal.ts";

/** The name of a rule, such as "large-accounts": leads say by which rules they came to what they have. */
export const RuleId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'must be a name such as "large-accounts"' });

const apart = { error: "Each rule needs an id of its own" };
const areApart = (rules: readonly { readonly id: string }[]) =>
  new Set(rules.map(({ id }) => id)).size === rules.length;

/** What each fact of a lead adds to its score, or takes off. */
export const ScoreRules = z
  .array(
    z.strictObject({
      id: RuleId,
      label: Label.optional(),
      points: z.int().min(-100).max(100),
      when: LeadCondition,
    }),
  )
  .max(60)
  .refine(areApart, apart);

/** What each fact of a lead adds to its score. */
export type ScoreRules = z.output<typeof ScoreRules>;

/** Who gets a new lead: the first rule that holds, an owner or the team whose turn it is. */
export const AssignRules = z
  .array(
    z.strictObject({
      id: RuleId,
      label: Label.optional(),
      when: LeadCondition.extend({ scoreAtLeast: z.int().min(0).max(100).optional() }),
      to: z.union([z.strictObject({ owner: personal(text(200)) }), z.strictObject({ team: TeamId })]),
    }),
  )
  .max(100)
  .refine(areApart, apart);

/** Within how many minutes somebody must have been in touch with a new lead: the first rule that holds. */
export const ResponseRules = z
  .array(
    z.strictObject({
      id: RuleId,
      label: Label.optional(),
      when: LeadCondition.extend({ scoreAtLeast: z.int().min(0).max(100).optional() }),
      minutes: z.int().min(1).max(10_080),
      /** Only minutes within `workingHours` count. */
      workingHours: z.boolean().optional(),
    }),
  )
  .max(20)
  .refine(areApart, apart);
