import { rm } from 'node:fs/promises';
import { transferPhoto, writePicture } from '../../image/index.js';
import { stylesOf } from '../../image/options.js';
import { NstError } from '../../shared/errors.js';
import { pickRows, valuesIn } from '../../shared/options/option.js';
import type { Picture } from '../../shared/pictures/picture.js';
import type { Reporter } from '../../shared/reporter.js';
import { carriedLight, type LitFrame, litFrame, underLight } from '../light.js';
import { VIDEO_OPTIONS, type VideoOptions } from '../options.js';
import type { FilmMethod, FrameStyler, FrameWork } from './method.js';

/** Two seconds of most films: light changes more slowly, or it is another scene. */
const KEY_FRAMES = 48;

/** Options that the transfer of photographs is told. */
const GIVEN = pickRows(VIDEO_OPTIONS, ['styleBlend', 'strength', 'threads']);

/**
 * The light of photographs through a film. It is found on key frames, as local affine functions of their colours; frames between are drawn with those
 * functions, which go with the things and pass from one key frame's to the next one's until the key frame after that. So nothing flickers but
 * what flickers in the film.
 */
export const PHOTO: FilmMethod = {
  reach: [],
  open: async (options, _size, reporter) => new LightStyler(options, reporter),
};

class LightStyler implements FrameStyler {
  /** Fits are made by the processor; the network that key frames are shown to is on the device that was asked for. */
  readonly device: string;
  readonly #everyFrames: number;
  /** Frames of the scene so far, and its last two key frames, the newer first; light is found when a frame needs it. */
  #count = 0;
  #keys: { readonly frame: Picture; lit?: LitFrame }[] = [];

  constructor(
    private readonly options: VideoOptions,
    private readonly reporter: Reporter,
  ) {
    this.device = options.device ?? 'auto';
    this.#everyFrames = options.temporal === 0 ? 1 : KEY_FRAMES;
  }

  pass({ frame, isFirst }: Pick<FrameWork, 'frame' | 'isFirst'>): void {
    if (isFirst) [this.#count, this.#keys] = [0, []];
    if (this.#count % this.#everyFrames === 0) this.#keys = [{ frame }, ...this.#keys].slice(0, 2);
    this.#count++;
  }

  async style(work: FrameWork): Promise<Picture | undefined> {
    this.pass(work);
    const { frame } = work;
    const age = (this.#count - 1) % this.#everyFrames;
    // From the older light to the newer one, step by step; a key frame begins with the older.
    const share = this.#keys.length === 1 || this.#everyFrames === 1 ? 1 : age / this.#everyFrames;
    const lights = [];
    for (const [i, key] of this.#keys.entries()) {
      const weight = i === 0 ? share : 1 - share;
      if (weight === 0) continue;
      const lit = key.lit ?? (await this.#light(key.frame, work));
      if (!lit) return undefined;
      key.lit = lit;
      lights.push({ weight, light: carriedLight(frame, lit) });
    }
    return underLight(frame, lights);
  }

  /** @returns undefined if the work was stopped */
  async #light(frame: Picture, { scratchPath: content, signal }: FrameWork): Promise<LitFrame | undefined> {
    await writePicture(content, frame);
    const { device } = this.options;
    try {
      const { picture } = await transferPhoto({
        ...valuesIn(GIVEN, this.options),
        ...(device && { device }),
        content,
        style: stylesOf(this.options),
        finish: 'affine',
        reporter: { stage() {}, step() {}, warn: (text) => this.reporter.warn(text) },
        ...(signal && { signal }),
      });
      return litFrame(frame, picture);
    } catch (error) {
      if (error instanceof NstError && error.code === 'NST_ABORTED') return undefined;
      throw error;
    } finally {
      await rm(content, { force: true });
    }
  }

  async close(): Promise<void> {}
}
