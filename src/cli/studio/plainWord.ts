/** What is told of a word beside its picture: how it was before its effect, and how well the style could be redrawn. */
import { join } from 'node:path';
import { z } from 'zod';
import { LEAST_SELF_TEST_DB } from '../../glyph/selfTest/selfTest.js';
import { RGB } from '../../shared/pictures/picture.js';

/** Between black and white, so that plain letters are seen on light and dark ground. */
const INK = 0.5;

/** The plain letters, of the size of the result, PNG. @param folder of the run, with the masks of `--debug` in it */
export async function plainWord(folder: string): Promise<Uint8Array | undefined> {
  const { readPicture } = await import('../../shared/pictures/read.js');
  const { encodePicture } = await import('../../shared/pictures/write.js');
  const { width, height, pixels } = await readPicture(join(folder, 'text-mask.png'));
  const alpha = Float32Array.from({ length: width * height }, (_, i) => pixels[i * RGB]!);
  return encodePicture(
    { width, height, pixels: new Float32Array(pixels.length).fill(INK), alpha },
    'before.png',
  );
}

const REPORT = z.object({
  selfTestDb: z.number().optional(),
  styleConfidence: z.number().optional(),
  styleKind: z.string().optional(),
});

/** What was measured of a word. @param json as `nst glyph --json` prints it */
export function wordFigures(json: object): string[] {
  const { selfTestDb, styleConfidence, styleKind } = REPORT.parse(json);
  const isPoor = selfTestDb !== undefined && selfTestDb < LEAST_SELF_TEST_DB;
  const judged = `${isPoor ? 'below' : 'above'} ${LEAST_SELF_TEST_DB} dB, from which on letters look like it`;
  return [
    ...(selfTestDb === undefined
      ? []
      : [`Style redrawn from its other half: ${selfTestDb.toFixed(1)} dB, ${judged}`]),
    ...(styleConfidence === undefined
      ? []
      : [`Lettering found in the style: ${Math.round(100 * styleConfidence)} % sure`]),
    ...(styleKind === 'texture' ? ['The style is a texture: it has no lettering to be redrawn'] : []),
  ];
}
