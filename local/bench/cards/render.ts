import { chromium } from "playwright-core";
import { layouts, size } from "./layouts.ts";
import { type CardPerson, people } from "./people.ts";

/** A card as a picture, with what is on it. */
export interface DrawnCard {
  readonly layout: string;
  readonly person: CardPerson;
  readonly picture: Buffer;
}

/** Draws each layout with one of the people, by the browser CHROMIUM; some as PNG, most as JPEG like a phone. */
export async function drawCards(most = layouts.length): Promise<readonly DrawnCard[]> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage({ viewport: size });
    const drawn: DrawnCard[] = [];
    for (const [nth, layout] of layouts.slice(0, most).entries()) {
      const person = people[(nth * 3) % people.length];
      if (person === undefined) continue;
      await page.setContent(layout.html(person));
      const picture = await page.screenshot(nth % 4 === 0 ? { type: "png" } : { type: "jpeg", quality: 82 });
      drawn.push({ layout: layout.name, person, picture });
    }
    return drawn;
  } finally {
    await browser.close();
  }
}
