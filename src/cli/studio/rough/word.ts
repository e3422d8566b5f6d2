/** What is seen of words before a run: the plain letters at once, then the effect, small; the strength changes nothing but its share. */
import type { GlyphTransfer, TransferGlyphOptions, TransferGlyphResult } from '../../../glyph/index.js';
import type { Premultiplied } from '../../../shared/pictures/premultiplied.js';
import type { JobValues, RoughLook, RoughWay } from '../../../studio/roughWay.js';
import { asOptions, pictureLook } from './looks.js';

/** Longer side: an effect is there in a second on two cores that are free. */
const ROUGH_PX = 160;

const PLAIN_WORDS = 'Plain letters: the effect takes a moment.';
const LETTERS_WORDS = 'The letters: add a style, a layer or a colour.';
const BARE_WORDS = 'As the run will be, but small.';
const EFFECT_WORDS = 'Small, by patches: rims and flames are coarser than in the run.';

/** Between black and white, so that letters are seen on light and dark ground. */
const PLAIN_COLOUR = '#808080';

/** A word that was made, and what it was made of but for the strength. */
interface OpenWord {
  readonly key: string;
  readonly transfer: GlyphTransfer;
  readonly result: TransferGlyphResult;
}

const hasText = ({ text, shape }: TransferGlyphOptions) => (text ?? '') !== '' || shape !== undefined;

/** The way of words. */
export function openWordRough(): RoughWay {
  let open: OpenWord | undefined;
  const close = async () => {
    const before = open;
    open = undefined;
    await before?.transfer.close();
  };
  const atStrength = ({ transfer, result }: OpenWord, strength: number) =>
    look(transfer.atStrength(result, strength), EFFECT_WORDS);
  return {
    async glance(values) {
      const { options, strength, key } = rough(values);
      if (!hasText(options)) return undefined;
      if (open?.key === key) return atStrength(open, strength);
      const { transferGlyph } = await import('../../../glyph/index.js');
      const { style, styleMask: _mask, ...plain } = options;
      const isBare = style === undefined && (plain.color !== undefined || plain.layer !== undefined);
      const { picture } = await transferGlyph({ color: PLAIN_COLOUR, ...plain });
      return look(picture, isBare ? BARE_WORDS : style === undefined ? LETTERS_WORDS : PLAIN_WORDS);
    },
    async look(values, { show }) {
      const { options, strength, key } = rough(values);
      if (!hasText(options) || options.style === undefined) return;
      if (open?.key !== key) {
        await close();
        open = { key, ...(await made(options)) };
      }
      show(await atStrength(open, strength));
    },
    close,
  };
}

async function made(options: TransferGlyphOptions): Promise<Omit<OpenWord, 'key'>> {
  const { openTransfer } = await import('../../../glyph/index.js');
  const transfer = await openTransfer(options);
  try {
    return { transfer, result: await transfer.render(transfer.seed) };
  } catch (error) {
    await transfer.close();
    throw error;
  }
}

/** What is asked for, small; the strength by itself. */
function rough(values: JobValues) {
  const { strength = 1, text, statistic: _, ...others } = asOptions<TransferGlyphOptions>(values);
  const said = [text ?? []].flat().join(' ');
  const look = { size: ROUGH_PX, scale: 1, engine: 'patch', deform: 0, strength: 1 } as const;
  const options: TransferGlyphOptions = { ...others, ...(said === '' ? {} : { text: said }), ...look };
  return { options, strength, key: JSON.stringify(options) };
}

async function look(picture: Premultiplied, words: string): Promise<RoughLook> {
  const { toStraight } = await import('../../../glyph/index.js');
  return pictureLook(toStraight(picture), words);
}
