// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type { TransferGlyphOptions } from '../glyph/index.js';

/** Longer side of a preview: made in a moment, large enough to judge. */
const PREVIEW_PX = 256;

/** Writes a small version of what is asked for. It is made from the same seed, but is not the result made smaller. */
export async function writePreview(path: string, settings: TransferGlyphOptions): Promise<void> {
  const { toStraight, transferGlyph, writePicture } = await import('../glyph/index.js');
  const size = Math.min(settings.size ?? PREVIEW_PX, PREVIEW_PX);
  const { reporter: _reporter, statistic: _statistic, ...look } = settings;
  const { picture } = await transferGlyph({ ...look, size, scale: 1, engine: 'patch', animate: false });
  await writePicture(path, toStraight(picture));
}
