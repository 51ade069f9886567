import type { CardPerson } from "./people.ts";

/** How a card is drawn. */
export interface Layout {
  readonly name: string;
  /** Degrees that it lies turned by. */
  readonly turned: number;
  readonly noise: boolean;
  readonly blur: number;
  readonly html: (person: CardPerson) => string;
}

const WIDTH = 1050;
const HEIGHT = 600;

/** The size of the pictures, in pixels. */
export const size = { width: 1200, height: 750 };

const small = (p: CardPerson, gap = "<br>") =>
  `T ${p.phone}${gap}M ${p.mobile}<br>${p.email}<br>${p.website}`;
const labelled = (p: CardPerson) =>
  p.language === "vi"
    ? `ĐT: ${p.phone}<br>DĐ: ${p.mobile}<br>Email: ${p.email}<br>Website: ${p.website}`
    : `Tel: ${p.phone}<br>Mobile: ${p.mobile}<br>E-mail: ${p.email}<br>Web: ${p.website}`;
const where = (p: CardPerson) => `${p.street}<br>${p.city}`;
const box = (style: string, inside: string) => `<div style="position:absolute;${style}">${inside}</div>`;

interface Look {
  readonly back?: string;
  readonly ink?: string;
  readonly font?: string;
}

const bodies: Readonly<Record<string, readonly [Look, (p: CardPerson) => string]>> = {
  classic: [
    {},
    (p) =>
      box("left:60px;top:50px;font-size:34px;color:#064", p.company) +
      box("left:60px;top:210px;font-size:46px;font-weight:bold", p.name) +
      box("left:60px;top:270px;font-size:27px", p.title) +
      box(
        "left:60px;top:370px;font-size:25px;line-height:1.45",
        `${where(p).replace("<br>", ", ")}<br>${small(p, " &nbsp; ")}`,
      ),
  ],
  columns: [
    { font: "Helvetica,Arial,sans-serif" },
    (p) =>
      box("left:60px;top:60px;font-size:42px;font-weight:bold", p.name) +
      box("left:60px;top:118px;font-size:26px;color:#555", p.title) +
      box("left:60px;top:360px;font-size:28px;width:420px", p.company) +
      box("left:60px;top:450px;font-size:23px;line-height:1.4;width:420px", where(p)) +
      box("left:560px;top:360px;font-size:24px;line-height:1.5;width:460px", small(p)),
  ],
  dark: [
    { back: "#14213d", ink: "#fff" },
    (p) =>
      box("left:60px;top:60px;font-size:44px;font-weight:bold", p.name) +
      box("left:60px;top:122px;font-size:26px;color:#fca311", p.title) +
      box("left:60px;top:250px;font-size:25px;line-height:1.5", `${labelled(p)}<br>${where(p)}`) +
      box("right:60px;bottom:50px;font-size:32px", p.company),
  ],
  centred: [
    { font: "Georgia,serif" },
    (p) =>
      `<div style="text-align:center;padding-top:50px"><div style="font-size:34px">${p.company}</div><div style="font-size:46px;margin-top:60px">${p.name}</div><div style="font-size:26px;font-style:italic">${p.title}</div><div style="font-size:24px;line-height:1.5;margin-top:50px">${where(p)}<br>${p.phone} | ${p.mobile}<br>${p.email} | ${p.website}</div></div>`,
  ],
  right: [
    { back: "#f6f2e9" },
    (p) =>
      `<div style="text-align:right;padding:60px"><div style="font-size:46px;font-weight:bold">${p.name}</div><div style="font-size:26px">${p.title}</div><div style="font-size:30px;margin-top:70px;color:#822">${p.company}</div><div style="font-size:24px;line-height:1.5">${where(p)}</div><div style="font-size:24px;line-height:1.5;margin-top:30px">${small(p)}</div></div>`,
  ],
  band: [
    {},
    (p) =>
      box(
        "left:0;top:0;width:1050px;height:150px;background:#0a6;color:#fff;font-size:40px;line-height:150px;padding-left:60px;box-sizing:border-box",
        p.company,
      ) +
      box("left:60px;top:200px;font-size:44px;font-weight:bold", p.name) +
      box("left:60px;top:258px;font-size:26px", p.title) +
      box("left:60px;top:350px;font-size:25px;line-height:1.5;width:460px", labelled(p)) +
      box("left:640px;top:350px;font-size:25px;line-height:1.5;width:380px", where(p)),
  ],
  capitals: [
    { font: "Verdana,sans-serif" },
    (p) =>
      box("left:60px;top:60px;font-size:38px;letter-spacing:4px", p.name.toUpperCase()) +
      box("left:60px;top:118px;font-size:22px;letter-spacing:2px", p.title.toUpperCase()) +
      box("left:60px;top:300px;font-size:24px;line-height:1.5", `${p.company}<br>${where(p)}<br>${small(p)}`),
  ],
  plain: [
    { font: "'Times New Roman',serif" },
    (p) =>
      box("left:60px;top:60px;font-size:36px", p.name) +
      box("left:60px;top:110px;font-size:28px", p.title) +
      box("left:60px;top:155px;font-size:28px", p.company) +
      box(
        "left:60px;top:280px;font-size:26px;line-height:1.5",
        `${where(p)}<br>Phone ${p.phone}<br>Cell ${p.mobile}<br>Fax ${p.phone.replace(/.$/, "9")}<br>${p.email}<br>${p.website}`,
      ),
  ],
};

const manners = [
  { name: "straight", turned: 0, noise: false, blur: 0 },
  { name: "turned", turned: 1.5, noise: false, blur: 0 },
  { name: "noisy", turned: -1, noise: true, blur: 0 },
  { name: "soft", turned: 0.5, noise: true, blur: 0.8 },
];

const NOISE = `<svg style="position:fixed;inset:0;width:100%;height:100%;opacity:.18"><filter id="n"><feTurbulence type="fractalNoise" baseFrequency=".9"/></filter><rect width="100%" height="100%" filter="url(#n)"/></svg>`;

/** Every way to draw a card in every manner to photograph it. */
export const layouts: readonly Layout[] = Object.entries(bodies).flatMap(([layout, [look, body]]) =>
  manners.map(({ name, turned, noise, blur }) => ({
    name: `${layout}, ${name}`,
    turned,
    noise,
    blur,
    html(person: CardPerson) {
      const { back = "#fff", ink = "#222", font = "Arial,sans-serif" } = look;
      const card = `position:absolute;left:75px;top:75px;width:${WIDTH}px;height:${HEIGHT}px;background:${back};color:${ink};font-family:${font};transform:rotate(${turned}deg);filter:blur(${blur}px)`;
      return `<!doctype html><meta charset="utf-8"><body style="margin:0;background:#c9c4bb"><div style="${card}">${body(person)}</div>${noise ? NOISE : ""}</body>`;
    },
  })),
);
