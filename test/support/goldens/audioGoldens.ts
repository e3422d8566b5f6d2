/** What every transfer of a sound that is held to a golden has to pass. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../../../src/audio/presets.js';
import { Workshop } from '../../../src/shared/engine/workshop.js';
import type { AudioCase } from './audioCases.js';
import { type AudioJudge, type AudioOutcome, audioJudge, runAudio } from './audioRun.js';
import { compareGolden, GOLDEN_TIMEOUT_MS, isUpdate, missed } from './golden.js';
import { LOSS_FORMAT, LOSS_TOLERANCE } from './lossFormat.js';
import { pictureOfSound, SOUND_FORMAT } from './soundPicture.js';

const threads = 1;

/** Runs cases and holds them to their goldens and floors; at strength 0.1 those of `weakened` must miss theirs. */
export function describeAudioGoldens(cases: readonly AudioCase[], weakened: readonly string[] = []): void {
  vi.setConfig({ testTimeout: GOLDEN_TIMEOUT_MS, hookTimeout: GOLDEN_TIMEOUT_MS });

  /** Cases share their engine. */
  const workshop = new Workshop();
  afterAll(() => workshop.close());

  describe.each(cases)('$name', (given) => {
    const { name, floors, tolerance, planned, options } = given;
    let outcome: AudioOutcome;
    let judge: AudioJudge;
    beforeAll(async () => {
      outcome = await workshop.run(() => runAudio(given, { threads }));
      judge = await audioJudge(given);
    });

    it('sounds as its golden does', async () => {
      await compareGolden(name, pictureOfSound(outcome.last.sound), SOUND_FORMAT, tolerance);
    });

    it.skipIf(planned === 0)('minimises what it did: the losses of the first steps', async () => {
      await compareGolden(`${name}-losses`, outcome.first, LOSS_FORMAT, LOSS_TOLERANCE);
      expect(outcome.steps).toBe(options.iterations ?? planned);
    });

    it('is as good as it was, by metrics that are not minimised', async () => {
      expect(missed(await judge.of(outcome.last), floors)).toEqual([]);
    });

    it('is not to be had for nothing, nor for a quarter of the work', async () => {
      expect(missed(judge.ofNothing, floors)).not.toEqual([]);
      expect(missed(await judge.of(outcome.quarter), floors)).not.toEqual([]);
    });
  });

  it.runIf(isUpdate).each(cases.filter(({ name }) => weakened.includes(name)))(
    '$name is not to be had at strength 0.1',
    async (given) => {
      const { last } = await runAudio(given, { threads, strength: 0.1 });
      const judge = await audioJudge(given);
      expect(missed(await judge.of(last), given.floors)).toContainEqual(expect.stringMatching(/^timbreGap/));
    },
  );

  it.each(cases.filter(({ options }) => options.iterations !== undefined))(
    '$name stands for $planned steps',
    ({ options: { preset = 'default' }, planned }) => expect(PRESETS[preset].iterations).toBe(planned),
  );
}
