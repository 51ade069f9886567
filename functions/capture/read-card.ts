import { readPhotos } from "../runtime/capture/cards/read-photo.ts";

export const handler = readPhotos();
