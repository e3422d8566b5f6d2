/** What a user of the library writes: each entry, with its types. Run as `node consumer.js FIXTURES`. */
import {
  type TransferAudioResult,
  transferGlyph as transferGlyphOfAll,
  transferImage as transferImageOfAll,
} from 'nst';
import { readSound, type Sound, transferAudio } from 'nst/audio';
import { openEngine, type Tensor, tf } from 'nst/engine';
import { NstError, type TransferGlyphOptions, toStraight, transferGlyph } from 'nst/glyph';
import { type Picture, type Reporter, type TransferImageOptions, transferImage } from 'nst/image';

declare const process: { readonly argv: readonly string[] };

const fixtures: string = process.argv[2] ?? 'fixtures';
const steps: number[] = [];
const reporter: Reporter = { stage() {}, step: ({ step }) => void steps.push(step), warn() {} };

function expectEqual<T>(what: string, value: T, expected: T): void {
  if (value !== expected) throw new Error(`${what}: expected ${String(expected)}, found ${String(value)}`);
}

const pictureOptions: TransferImageOptions = {
  content: `${fixtures}/pictures/cat.jpg`,
  style: `${fixtures}/pictures/swirls.jpg`,
  size: 48,
  iterations: 1,
  reporter,
};
const { picture }: { picture: Picture } = await transferImage(pictureOptions);
expectEqual('longer side', Math.max(picture.width, picture.height), 48);
expectEqual('pixels', picture.pixels.length, picture.width * picture.height * 3);
expectEqual('steps', steps.length > 0, true);

const content: Sound = await readSound(`${fixtures}/audio/formats/sweep.flac`);
const sound: TransferAudioResult = await transferAudio({ content, style: content, iterations: 1 });
expectEqual('samples', sound.sound.channels[0]?.length, content.channels[0]?.length);

const textOptions: TransferGlyphOptions = { text: 'A', style: `${fixtures}/glyph/fire.png`, size: 48 };
const text: Picture = toStraight((await transferGlyph(textOptions)).picture);
expectEqual('longer side of the text', Math.max(text.width, text.height), 48);

const engine = await openEngine({ device: 'cpu', threads: 1 });
const program = await engine.compile(({ x }) => ({ square: tf.sum(tf.square(x as Tensor)) }), {
  x: { shape: [3], role: 'variable' },
});
const { total, gradients } = await program.evaluate({ x: Float32Array.of(1, 2, 3) });
expectEqual('an objective', total, 14);
expectEqual('its gradient', gradients.x?.join(), '2,4,6');
await engine.close();

expectEqual('one function', transferImageOfAll, transferImage);
expectEqual('one function', transferGlyphOfAll, transferGlyph);
const refusal: unknown = await transferImage({ ...pictureOptions, strength: 7 }).catch(
  (error: unknown) => error,
);
expectEqual('code', refusal instanceof NstError ? refusal.code : undefined, 'NST_BAD_OPTION');
