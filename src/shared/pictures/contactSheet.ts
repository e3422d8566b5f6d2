import { fileURLToPath } from 'node:url';
import { type Picture, RGB } from './picture.js';
import { sharp } from './sharp.js';

/** A picture and what stands above it. */
export interface SheetCell {
  readonly picture: Picture;
  readonly caption: string;
}

const GAP_PX = 12;
const CAPTION_PX = 24;
/** Of captions. */
const [FONT, FONT_FILE] = [
  'Montserrat Black 10',
  fileURLToPath(new URL('../../../fonts/Montserrat-Black.ttf', import.meta.url)),
] as const;
const INK = 0.15;

/** Pictures side by side on white, all in frames of the size of the first, each with its caption. */
export async function contactSheet(cells: readonly [SheetCell, ...SheetCell[]]): Promise<Picture> {
  const { width: cellWidth, height: cellHeight } = cells[0].picture;
  const columns = Math.ceil(Math.sqrt((cells.length * (cellHeight + CAPTION_PX)) / cellWidth));
  const [stepX, stepY] = [cellWidth + GAP_PX, cellHeight + CAPTION_PX + GAP_PX];
  const width = columns * stepX + GAP_PX;
  const height = Math.ceil(cells.length / columns) * stepY + GAP_PX;
  const sheet: Picture = { width, height, pixels: new Float32Array(width * height * RGB).fill(1) };
  for (const [i, { picture, caption }] of cells.entries()) {
    const [left, top] = [GAP_PX + (i % columns) * stepX, GAP_PX + Math.floor(i / columns) * stepY];
    write(sheet, await inkOf(caption, cellWidth), left, top);
    write(sheet, picture, left, top + CAPTION_PX);
  }
  return sheet;
}

/** A line of text, dark on white. */
async function inkOf(caption: string, mostPx: number): Promise<Picture> {
  // What could be markup is text.
  const text = caption.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const { data, info } = await sharp({ text: { text, font: FONT, fontfile: FONT_FILE, dpi: 96 } })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [width, height] = [Math.min(info.width, mostPx), Math.min(info.height, CAPTION_PX)];
  const pixels = new Float32Array(width * height * RGB);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const covered = data[(y * info.width + x) * info.channels]! / 255;
    pixels.fill(1 - (1 - INK) * covered, i * RGB, (i + 1) * RGB);
  }
  return { width, height, pixels };
}

function write(sheet: Picture, { width, height, pixels }: Picture, left: number, top: number): void {
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width * RGB, (y + 1) * width * RGB);
    sheet.pixels.set(row, ((top + y) * sheet.width + left) * RGB);
  }
}
