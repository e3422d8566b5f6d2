/**
 * Ways of making a sound: the loss of what comes out, after equally many evaluations.
 *
 *     npm run bench -- audioSynthesis
 */
import { readSound } from '../src/audio/files/readSound.js';
import { SYNTHESES } from '../src/audio/recipe.js';
import type { Sound } from '../src/audio/sound.js';
import { transferAudio } from '../src/audio/transferAudio.js';
import { publish } from './report.js';

const SECONDS = 2;
const ITERATIONS = 60;

const shorten = ({ channels, sampleRateHz }: Sound): Sound => ({
  sampleRateHz,
  channels: channels.slice(0, 1).map((channel) => channel.slice(0, SECONDS * sampleRateHz)),
});

const voice = shorten(await readSound('fixtures/audio/voice.wav'));
const guitar = shorten(await readSound('fixtures/audio/guitar.wav'));
const pairs = [
  { name: 'voice, guitar', content: voice, style: guitar },
  { name: 'guitar, voice', content: guitar, style: voice },
];

const rows: Record<string, string>[] = [];
const ratios: string[] = [];
for (const { name, content, style } of pairs) {
  const losses: Record<string, number> = {};
  for (const synthesis of SYNTHESES) {
    const totals: number[] = [];
    const reporter = {
      stage() {},
      warn() {},
      step: ({ total }: { total: number }) => void totals.push(total),
    };
    const options = { content, style, synthesis, iterations: ITERATIONS, device: 'cpu', reporter } as const;
    const result = await transferAudio(options);
    losses[synthesis] = result.losses.total;
    rows.push({
      sounds: name,
      synthesis,
      'loss at the start': totals[0]!.toFixed(1),
      'loss of the samples': result.losses.total.toFixed(1),
      seconds: result.seconds.toFixed(1),
    });
  }
  ratios.push(`${name} ${(losses.hybrid! / losses.spectrogram!).toFixed(2)}`);
}
publish('audioSynthesis', rows, [
  `Hybrid over spectrogram with 100 rounds of Griffin-Lim, ${ITERATIONS} evaluations each: ${ratios.join('; ')}.`,
]);
