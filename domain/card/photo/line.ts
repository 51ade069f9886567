/** A line of letters on a picture: how sure its reading is in percent, and where it is as parts of the picture's sides. */
export interface Line {
  readonly text: string;
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
