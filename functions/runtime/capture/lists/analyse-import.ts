import * as z from "zod";
import { mapImport } from "../../../../domain/import/actions.ts";
import { leadImport } from "../../../../domain/import/import.ts";
import { Delimiter, Encoding } from "../../../../domain/import/layout.ts";
import { invalidInput } from "../../../../domain/kernel/invalid.ts";
import { refuse } from "../../../../domain/kernel/refusal.ts";
import { jsonBody } from "../../body.ts";
import { authorise } from "../../caller.ts";
import { commandIdOf, etagOf, ifVersionOf } from "../../conditions.ts";
import { edge, type HttpHandler, json } from "../../edge.ts";
import { perform } from "../../perform.ts";
import { idIn } from "../../read/home.ts";
import { traceId } from "../../trace.ts";
import { openWorld } from "../../world.ts";
import { analyse } from "./analyse.ts";
import { openListFiles } from "./files.ts";
import { listOf } from "./stored-list.ts";

/** What a person says of a file where the guess is wrong. */
export const AnalyseInput = z.strictObject({
  encoding: Encoding.optional(),
  delimiter: Delimiter.optional(),
  hasHeader: z.boolean().optional(),
});

/** The Lambda function of POST /imports/{id}/analyse: the file that was uploaded is read, and its columns are guessed. */
export function analyseImport(): HttpHandler {
  const world = openWorld();
  const files = openListFiles();
  return edge(
    "import.analyse",
    async (event) => {
      const caller = authorise(event, ["sales"]);
      if (!caller.ok) return caller;
      const command = commandIdOf(event, caller.id);
      if (!command.ok) return command;
      const seen = ifVersionOf(event);
      if (!seen.ok) return seen;
      const named = idIn(event, leadImport);
      if (!named.ok) return named;
      const said = AnalyseInput.safeParse(event.body ?? {});
      if (!said.success) return invalidInput(said.error);
      const list = await listOf(world, named.id);
      if (list === undefined) return refuse("not_found", `There is no import ${named.id}`);
      const file = await files.open(list.key, 0);
      if (file === "missing" || file === "changed") {
        const message = "The file is not there yet: put it where the answer of POST /imports says";
        return refuse("rule_broken", message, { fields: [{ pointer: "", message }] });
      }
      const found = await analyse(file.bytes, said.data);
      if (!found.ok) return found;
      const performed = await perform(
        {
          action: mapImport,
          id: list.id,
          input: { ...found.layout, etag: file.etag },
          commandId: command.id,
          actor: { type: "user", id: caller.id },
          roles: caller.roles,
          traceId: traceId(),
          ...(seen.version !== undefined && { ifVersion: seen.version }),
        },
        world,
      );
      if (!performed.ok) return performed;
      return json(200, performed.record, { etag: etagOf(performed.record.version) });
    },
    jsonBody(),
  );
}
