import { imageSize } from "image-size";

/** EXIF that says nothing but how the picture is turned, as cameras of Apple write it (its last byte says how). */
const HEAD = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
const TAG = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0];
const TAIL = [0, 0, 0, 0, 0, 0];
const SOI_BYTES = 2;

/** How a picture is turned and how large it is, as it is to be looked at. */
export interface Upright {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Says how a JPEG is turned in the one way that the reader understands; throws on what is no picture. */
export function upright(bytes: Uint8Array): Upright {
  const { width, height, orientation = 1, type } = imageSize(bytes);
  if (type !== "jpg" || orientation <= 1) return { bytes, width, height };
  const exif = Uint8Array.from([...HEAD, ...TAG, orientation, ...TAIL]);
  const turned = Buffer.concat([bytes.subarray(0, SOI_BYTES), exif, bytes.subarray(SOI_BYTES)]);
  const isOnSide = orientation >= 5;
  return { bytes: turned, width: isOnSide ? height : width, height: isOnSide ? width : height };
}
