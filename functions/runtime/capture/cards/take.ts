import type { Action } from "../../../../domain/kernel/action.ts";
import type { CardReading } from "../../../../domain/card/card-reading.ts";
import { readingOf } from "../../../../domain/card/from-properties.ts";
import type { RawCard } from "../../../../domain/card/property.ts";
import type { Refusal } from "../../../../domain/kernel/refusal.ts";
import { enterSubmission, receiveSubmission } from "../../../../domain/submission/actions.ts";
import type { Intake, StoredFile } from "../../../../domain/submission/intake.ts";
import type { World } from "../../ask.ts";
import type { IntakeBucket } from "../../intake-bucket.ts";
import { logger } from "../../log.ts";
import { perform } from "../../perform.ts";
import { type Entry, failed, notTaken, type Place, taken } from "./entry.ts";
import { submissionIdOf } from "../submission-id.ts";
import { digestOf, fileKey, sha256 } from "./keys.ts";
import { kindOf } from "./kind.ts";
import { unreadablePicture, wrongFormat } from "./picture.ts";
import type { SortedFile } from "./sort.ts";
import type { Upload } from "./upload.ts";

/** Who sends cards, and by which command. */
export interface Sender {
  readonly commandId: string;
  /** Who has them owns their leads, as with leads that are written by hand. */
  readonly owner: string;
  readonly traceId: string;
}

/** Takes cards in, one after the other. */
export class Taking {
  readonly entries: Entry[] = [];
  readonly #upload: Upload;
  readonly #sender: Sender;
  readonly #digest: string;
  readonly #world: World;
  readonly #bucket: IntakeBucket;

  constructor(upload: Upload, sender: Sender, world: World, bucket: IntakeBucket) {
    this.#upload = upload;
    this.#sender = sender;
    this.#digest = digestOf(upload);
    this.#world = world;
    this.#bucket = bucket;
  }

  /** Takes a file; a refusal ends the whole request. */
  async take(file: SortedFile, nth: number): Promise<Refusal | undefined> {
    const { name } = file;
    try {
      return await this.#takeFile(file, nth);
    } catch (error) {
      logger.error("file failed", { traceId: this.#sender.traceId, error });
      this.entries.push(failed({ file: name }));
      return undefined;
    }
  }

  async #takeFile({ name, kind, cards, bytes }: SortedFile, nth: number): Promise<Refusal | undefined> {
    if (kind.kind === "other") return this.#refused({ file: name }, wrongFormat(kind));
    if (kind.kind === "text") return this.#takeCards(bytes, name, cards, nth);
    const unreadable = unreadablePicture(kind);
    if (unreadable !== undefined) return this.#refused({ file: name }, unreadable);
    const raw = await this.#keep(bytes, name, kind.contentType, `${nth}`);
    const about = this.#about();
    const contentHash = this.#contentHash([sha256(bytes).toString("hex"), about.text]);
    return this.#ask(receiveSubmission, { file: name }, `${nth}`, { ...about, raw, contentHash });
  }

  async #takeCards(
    bytes: Uint8Array,
    name: string,
    cards: readonly RawCard[],
    nth: number,
  ): Promise<Refusal | undefined> {
    const contentType = cards.length === 0 ? "application/octet-stream" : "text/vcard";
    const raw = await this.#keep(bytes, name, contentType, `${nth}`);
    if (cards.length === 0) return this.#takeNoCard(raw, name, nth);
    for (const [at, card] of cards.entries()) {
      const place = { file: name, ...(cards.length > 1 && { card: at + 1 }) };
      const refusal = await this.#takeCard(place, `${nth}.${at}`, readingOf(card), raw);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  /** Nothing that came is without a verdict, not even what is no card. */
  async #takeNoCard(raw: StoredFile, file: string, nth: number): Promise<Refusal | undefined> {
    const hint = { verdict: "rejected", reasons: [{ code: "not-a-card" }] } as const;
    const refusal = await this.#ask(enterSubmission, { file }, `${nth}`, { ...this.#about(), raw, hint });
    const entry = this.entries.pop();
    if (refusal !== undefined || entry === undefined) return refusal;
    const detail = "There is no vCard (BEGIN:VCARD) and no MeCard (MECARD:) in this file";
    this.entries.push({ error: { code: "rule_broken", detail }, ...entry });
    return undefined;
  }

  async #takeCard(
    place: Place,
    nth: string,
    reading: CardReading,
    raw: StoredFile,
  ): Promise<Refusal | undefined> {
    const { files: pictures, language, text, answers, ...read } = reading;
    const files = await Promise.all(
      pictures.map(({ name, bytes }, at) => this.#keepPicture(bytes, name, `${nth}.${at}`)),
    );
    const about = this.#about();
    const whole = [about.text, text].filter((part) => part !== undefined && part !== "").join("\n\n");
    return this.#ask(enterSubmission, place, nth, {
      ...(language !== undefined && { language }),
      ...about,
      ...read,
      raw,
      ...(files.length > 0 && { files }),
      ...(Object.keys(answers).length > 0 && { answers }),
      ...(whole !== "" && { text: whole }),
      contentHash: this.#contentHash([read.fields, answers, whole]),
    });
  }

  /** The same card with another note, or of another event, is no repeat: what is new must reach the lead. */
  #contentHash(content: readonly unknown[]): string {
    return sha256(JSON.stringify([...content, this.#upload.options.event])).toString("hex");
  }

  /** What is the same for all cards of the request. */
  #about(): Pick<Intake, "source" | "campaign" | "text" | "owner" | "language" | "process"> {
    const { event, note, owner = this.#sender.owner, language, process } = this.#upload.options;
    return {
      source: "card",
      owner,
      ...(event !== undefined && { campaign: event }),
      ...(note !== undefined && { text: note }),
      ...(language !== undefined && { language }),
      ...(process !== undefined && { process }),
    };
  }

  async #keep(bytes: Uint8Array, name: string, contentType: string, nth: string): Promise<StoredFile> {
    const key = fileKey(this.#digest, nth, name);
    await this.#bucket.put(key, bytes, contentType);
    return { key, name, contentType, bytes: bytes.length };
  }

  #keepPicture(bytes: Uint8Array, name: string, nth: string): Promise<StoredFile> {
    const kind = kindOf(bytes);
    if (kind.kind !== "picture") return this.#keep(bytes, name, "application/octet-stream", nth);
    const extension = kind.contentType === "image/png" ? "png" : "jpg";
    return this.#keep(bytes, `${name}.${extension}`, kind.contentType, nth);
  }

  async #ask(action: Action, place: Place, nth: string, input: object): Promise<Refusal | undefined> {
    const commandId = `${this.#sender.commandId}@${nth}`;
    const { traceId } = this.#sender;
    const actor = { type: "source", id: "card" } as const;
    const id = submissionIdOf(commandId);
    try {
      const performed = await perform({ action, id, input, commandId, actor, traceId }, this.#world);
      // The key was used for other cards before: nothing of this request is taken.
      if (!performed.ok && performed.code === "conflict") return performed;
      this.entries.push(performed.ok ? taken(place, performed.record) : notTaken(place, performed));
    } catch (error) {
      // The others are not to be lost with it: asked again with the same key, only this one is done.
      logger.error("card failed", { submission: id, traceId, error });
      this.entries.push(failed(place));
    }
    return undefined;
  }

  #refused(place: Place, refusal: Refusal): undefined {
    this.entries.push(notTaken(place, refusal));
    return undefined;
  }
}
