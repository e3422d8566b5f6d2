import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { constantWeights } from '../../../src/shared/networks/weightByName.js';
import { BAND_GAINS, bandGraph } from '../../../src/shared/stylise/bandGraph.js';
import { BAND_INPUT, drawBands, firstBandWeight, MOST_GAIN } from '../../../src/shared/stylise/bandNet.js';
import { tensorOps } from '../../../src/shared/stylise/tensorOps.js';
import type { Weights } from '../../../src/shared/weights/tensors.js';
import { BAND_FAMILY, bandInput, bandWeights } from '../../support/bandNet.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
});
afterAll(() => engine.close());

async function gainsBy(weights: Weights, frames: number): Promise<Float32Array> {
  const program = await engine.loadModel(bandGraph(BAND_FAMILY, weights));
  const { [BAND_GAINS]: gains } = await program.run(bandInput(frames));
  await program.release();
  return gains!.data;
}

it.each([7, 33])('the graph of a net gives what the net does in training, for %d frames', async (frames) => {
  const weights = bandWeights();
  const inputs = bandInput(frames);
  const program = await engine.compileForward(
    (given) => ({ gains: drawBands(tensorOps(constantWeights(weights)), BAND_FAMILY, given) }),
    Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, { shape }])),
  );
  const feeds = Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data]));
  const { gains } = await program.run(feeds);
  await program.release();
  expect(await gainsBy(weights, frames)).toBeAllclose(gains!.data, 1e-4, 1e-5);
  expect(gains!.data.every((gain) => Math.abs(gain) <= MOST_GAIN)).toBe(true);
});

it('a net that has learnt nothing leaves the move in closed form as it is', async () => {
  const first = new Map([...bandWeights()].map(([name, array]) => [name, firstBandWeight(name, array)]));
  const inputs = bandInput(9);
  const [levels, moved] = [inputs[BAND_INPUT.levels]!.data, inputs[BAND_INPUT.moved]!.data];
  const gains = await gainsBy(first, 9);
  const wanted = gains.map((_, i) => MOST_GAIN * Math.tanh((moved[i]! - levels[i]!) / 2 / MOST_GAIN));
  expect(gains).toBeAllclose(wanted, 1e-4, 1e-5);
});
