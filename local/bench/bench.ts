import "./quiet.ts";
import { availableParallelism, cpus } from "node:os";
import { messageOf } from "../problem.ts";
import { measureCapture } from "./capture/capture.ts";
import { printCapacity } from "./capacity.ts";
import { measureEvents } from "./events.ts";
import { measureLevels } from "./levels.ts";
import { measureOverload } from "./overload.ts";
import { readOptions, usage, type Options } from "./options.ts";
import { printSeries } from "./series.ts";
import { printSizes } from "./sizes.ts";
import { measureWebhooks } from "./webhooks/webhooks.ts";

const optionsOrUsage = (): Options => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    return process.exit(1);
  }
};

const run = async (options: Options): Promise<boolean> => {
  if (options.sizes) printSizes();
  if (options.capacity) return printCapacity();
  if (options.series) return printSeries(options.clients);
  if (options.sizes) return true;
  if (options.overload) return measureOverload({ ...options, clients: Math.max(...options.clients) });
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.version}`;
  if (options.events) {
    console.log(`A reader that follows the feed while deals are done; ${machine}\n`);
    return measureEvents(options);
  }
  const { webhooks } = options;
  if (webhooks !== undefined) {
    console.log(`From the commit to the receiver of a webhook, seed ${options.seed}; ${machine}\n`);
    return measureWebhooks({ ...options, webhooks });
  }
  if (options.capture) {
    console.log(`From the form and from the mail to the lead, over HTTP and SMTP; ${machine}\n`);
    return measureCapture(options);
  }
  console.log(`From the lead to the paid invoice over HTTP, seed ${options.seed}; ${machine}\n`);
  return measureLevels(options);
};

try {
  if (!(await run(optionsOrUsage()))) process.exitCode = 1;
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
