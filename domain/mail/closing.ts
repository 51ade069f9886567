const CLOSINGS = [
  "(?:kind|best|warm|warmest|many|with best|with kind)? ?regards",
  "best wishes",
  "all the best",
  "best",
  "cheers",
  "sincerely(?: yours)?",
  "yours (?:sincerely|faithfully|truly)",
  "many thanks",
  "thanks(?: and regards| in advance)?",
  "thank you",
  "rgds",
  "mit freundlichen gr(?:ü|ue)(?:ß|ss)en",
  "mit freundlichem gru(?:ß|ss)",
  "freundliche gr(?:ü|ue)(?:ß|ss)e",
  "(?:viele|beste|liebe|schöne|herzliche) gr(?:ü|ue)(?:ß|ss)e",
  "mfg",
  "(?:bien )?cordialement",
  "(?:très |bien )?cordialement",
  "salutations(?: distinguées)?",
  "bien à vous",
  "meilleures salutations",
  "(?:un |cordiales |atentos )?saludos?(?: cordiales| cordial)?",
  "atentamente",
  "gracias",
  "cordiali saluti",
  "distinti saluti",
  "met vriendelijke groet(?:en)?",
  "atenciosamente",
  "z poważaniem",
  "med vänlig hälsning",
  "trân trọng(?: cảm ơn| kính chào)?",
  "kính thư",
  "thân mến",
  "thân ái",
  "xin (?:chân thành )?cảm ơn",
  "cảm ơn",
  "с уважением",
];
const closing = new RegExp(String.raw`^\s*(?:${CLOSINGS.join("|")})\s*[,.!;:–-]?\s*$`, "iu");
const SEPARATOR = /^(?:-- ?|—|_{2,}|-{3,}|\*{3,})\s*$/;
const MACHINE =
  /^\s*(?:sent from (?:my|mail)|get outlook|von meinem .{1,60} gesendet|gesendet von|envoyé de(?:puis)? mon|enviado desde|inviato da|được gửi từ|gửi từ)/iu;

/** A text in what was said and what stands under it. */
export interface Signed {
  readonly said: string;
  readonly signature: readonly string[];
  /** A separator or a closing phrase shows where the signature begins. */
  readonly sure: boolean;
}

const MOST_LINES = 24;

/** Splits a text where its signature begins: at "-- ", else at a closing phrase, else its last lines are looked at. */
export function signedText(text: string): Signed {
  const lines = text.split(/\r?\n/).filter((line) => !MACHINE.test(line));
  while (lines.length > 0 && (lines.at(-1) ?? "").trim() === "") lines.pop();
  const from = Math.max(0, lines.length - MOST_LINES);
  const tail = lines.slice(from);
  const separator = tail.findLastIndex((line, index) => SEPARATOR.test(line) && index < tail.length - 1);
  const phrase = tail.findLastIndex((line) => closing.test(line));
  const at =
    separator >= 0 && (phrase < 0 || phrase > separator || separator - phrase < 8) ? separator : phrase;
  if (at < 0)
    return { said: lines.join("\n"), signature: lines.length > 3 ? lines.slice(-6) : [], sure: false };
  const signature = tail.slice(at + 1).filter((line) => line.trim() !== "" && !SEPARATOR.test(line));
  const said = [...lines.slice(0, from), ...tail.slice(0, phrase >= 0 && phrase < at ? phrase : at)];
  return { said: said.join("\n").trimEnd(), signature, sure: true };
}
