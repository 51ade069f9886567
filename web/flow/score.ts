import { hueOf, svg } from "./nodes.ts";
import type { Happened } from "./received.ts";

const STEP = 30;
const LANE = 34;
const TOP = 22;
const NAMES = 112;
const MOST = 80;
const LABEL_STEPS = 4;
const LETTER = 6.6;

const first = [
  "submission",
  "lead",
  "account",
  "contact",
  "opportunity",
  "quote",
  "order",
  "invoice",
  "credit-note",
  "activity",
];

interface Note {
  readonly event: Happened;
  readonly nodes: readonly SVGElement[];
  readonly text: Element;
  readonly x: number;
  readonly y: number;
}

/** The picture of the flow: a lane for each stage, a note for each event, a line from what caused it. */
export function openScore(root: Element) {
  const lanes: string[] = [];
  const notes: Note[] = [];
  const [ground, moving, names] = [svg("g", {}), svg("g", { class: "moving" }), svg("g", {})] as const;
  root.append(ground, moving, names);
  let count = 0;
  let picked: string | undefined;

  const yOf = (stage: string): number => {
    if (!lanes.includes(stage)) addLane(stage);
    return TOP + lanes.indexOf(stage) * LANE;
  };

  function addLane(stage: string): void {
    const y = TOP + lanes.push(stage) * LANE - LANE;
    ground.append(svg("line", { class: "lane", x1: NAMES, x2: "100%", y1: y, y2: y }));
    const name = svg("text", { class: "name", x: 0, y: y + 4 });
    name.textContent = stage.replaceAll("-", " ");
    names.append(
      svg("rect", { class: "plate", x: 0, y: y - LANE / 2, width: NAMES - 6, height: LANE }),
      name,
    );
    root.setAttribute("height", String(TOP * 1.6 + (lanes.length - 1) * LANE));
  }

  function link(cause: Note, x: number, y: number): SVGElement {
    const bend = Math.max(STEP * 0.6, (x - cause.x) / 2);
    const d = `M${cause.x} ${cause.y} C${cause.x + bend} ${cause.y} ${x - bend} ${y} ${x} ${y}`;
    return svg("path", { class: "link", d });
  }

  /** A name is shown where the next note of its lane leaves room for it. */
  function makeRoom(y: number, x: number): void {
    const before = [...notes].reverse().find((note) => note.y === y);
    const { length } = before?.text.textContent ?? "";
    if (before !== undefined && x - before.x < 24 + length * LETTER) before.text.textContent = "";
  }

  function add(event: Happened): void {
    count += 1;
    const [x, y] = [count * STEP, yOf(event.stage)];
    makeRoom(y, x);
    const mark = svg("g", { class: event.actor.type === "reaction" ? "event" : "event person" });
    const title = svg("title", {});
    title.textContent = `${event.type} of ${event.record} by ${event.actor.id}`;
    const text = svg("text", { x: x + 11, y: y - 7 });
    text.textContent = event.type.slice(event.stage.length + 1).replaceAll("-", " ");
    mark.append(title, svg("circle", { cx: x, cy: y, r: 6.5 }), text);
    const cause = notes.find((note) => note.event.id === event.causedBy);
    const nodes = cause === undefined ? [mark] : [link(cause, x, y), mark];
    for (const node of nodes) node.style.setProperty("--hue", hueOf(event.deal));
    moving.prepend(...nodes.slice(0, -1));
    moving.append(mark);
    notes.push({ event, nodes, text, x, y });
    for (const gone of notes.splice(0, notes.length - MOST)) gone.nodes.forEach((node) => node.remove());
  }

  function dim(): void {
    for (const { event, nodes } of notes) {
      for (const node of nodes) node.classList.toggle("dim", picked !== undefined && picked !== event.deal);
    }
  }

  function follow(): void {
    const room = root.clientWidth - NAMES - STEP * LABEL_STEPS;
    const shift = NAMES + Math.min(0, room - count * STEP);
    moving.style.setProperty("transform", `translateX(${shift}px)`);
  }

  first.forEach(addLane);
  new ResizeObserver(follow).observe(root);
  return {
    add(events: readonly Happened[]): void {
      // Of more than there is room for only the last ones would be seen.
      for (const event of events.slice(-MOST)) add(event);
      dim();
      follow();
    },
    /** Shows one deal, the others faintly; undefined: all. */
    pick(deal: string | undefined): void {
      picked = deal;
      dim();
    },
  };
}
