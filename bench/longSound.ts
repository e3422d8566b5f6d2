/** A long recording of ever other scenes: what a programme of an hour is made of, made and not recorded. */
import { readSound } from '../src/audio/files/readSound.js';
import { writeLongSound } from '../src/audio/files/writeSound.js';
import { Scratch } from '../src/audio/scratch/scratch.js';
import type { Sound } from '../src/audio/sound.js';
import { resample } from '../src/shared/dsp/resample.js';
import { Rng } from '../src/shared/rng.js';
import {
  bassLine,
  drumsWithGaps,
  notesWithSilence,
  rain,
  withPauses,
} from '../test/support/recordedSounds.js';

const RATE_HZ = 44_100;
/** Of a scene, in seconds. */
const [SHORTEST_S, LONGEST_S] = [4, 20];
/** What scenes are made at: as much as the fixtures have. */
const SCENE_HZ = 22_050;

type Scene = (seconds: number, seed: number) => Sound;

/** Scenes by kind. A recording is played at a speed of its own in each scene, from half an octave below to half an octave above. */
async function sceneKinds(): Promise<Readonly<Record<string, Scene>>> {
  const voice = await readSound('fixtures/audio/voice.wav');
  const guitar = await readSound('fixtures/audio/guitar.wav');
  const played = (sound: Sound): Scene => {
    const source = sound.channels[0]!;
    return (seconds, seed) => {
      const rng = new Rng(seed);
      const speed = 2 ** (rng.uniform() - 0.5);
      const start = rng.integer(source.length);
      const samples = Float32Array.from({ length: Math.round(seconds * SCENE_HZ) }, (_, i) => {
        const position = start + speed * i;
        const before = Math.floor(position);
        const [x, y] = [before, before + 1].map((k) => source[k % source.length]!) as [number, number];
        return x + (position - before) * (y - x);
      });
      return { sampleRateHz: SCENE_HZ, channels: [samples] };
    };
  };
  return {
    voice: played(voice),
    guitar: played(guitar),
    'speech with pauses': (seconds, seed) => withPauses(played(voice)(seconds, seed), seed),
    drums: (seconds, seed) => drumsWithGaps(seconds, SCENE_HZ, seed),
    bass: (seconds, seed) => bassLine(seconds, SCENE_HZ, seed),
    rain: (seconds, seed) => rain(seconds, SCENE_HZ, seed),
    notes: (seconds) => notesWithSilence(seconds, SCENE_HZ),
  };
}

/** Two scenes at a time, each at a place between left and right of its own. */
export async function writeLongRecording(path: string, seconds: number, seed: number): Promise<void> {
  const kinds = Object.values(await sceneKinds());
  const rng = new Rng(seed);
  const scratch = new Scratch();
  const channels = [scratch.signal(seconds * RATE_HZ), scratch.signal(seconds * RATE_HZ)];
  for (let done = 0; done < seconds; ) {
    const lengthS = Math.min(seconds - done, SHORTEST_S + rng.integer(LONGEST_S - SHORTEST_S));
    const mix = channels.map(() => new Float32Array(lengthS * RATE_HZ));
    for (const share of [0.6, 0.25]) {
      const scene = kinds[rng.integer(kinds.length)]!(lengthS, rng.integer(2 ** 31));
      const samples = await resample(scene.channels[0]!, SCENE_HZ, RATE_HZ);
      const angle = (Math.PI / 2) * (0.15 + 0.7 * rng.uniform());
      const gains = [Math.cos(angle), Math.sin(angle)].map(
        (pan) => pan * share * 10 ** (-0.5 * rng.uniform()),
      );
      for (const [c, out] of mix.entries()) {
        for (let i = 0; i < out.length; i++) out[i] = out[i]! + gains[c]! * (samples[i] ?? 0);
      }
    }
    for (const [c, channel] of channels.entries()) channel.append(mix[c]!);
    done += lengthS;
  }
  await writeLongSound(path, { sampleRateHz: RATE_HZ, channels }, {}, scratch);
  scratch.close();
}
