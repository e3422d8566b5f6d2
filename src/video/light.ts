import { boxMean } from '../shared/fields/boxMean.js';
import {
  AFFINE_VALUES,
  type AffineField,
  applyAffine,
  fitLocalAffine,
} from '../shared/fields/localAffine.js';
import { sampleGrid } from '../shared/fields/sampleGrid.js';
import { findFlow } from '../shared/flow/findFlow.js';
import { flowTrust } from '../shared/flow/flowTrust.js';
import { fitTo, type Picture } from '../shared/pictures/picture.js';
import { resample } from '../shared/pictures/resample.js';

/** What light does to places is as broad as windows are: it is carried on pictures of this longer side. */
const CARRIED_PX = 120;
/** Of windows, and of what is carried: 15 of 700 pixels, as Luan et al. (CVPR 2017) fit photographs. */
const REACH = 15 / 700;
/** Of colours: their edge of 0.01. */
const LEAST_VARIANCE = 1e-4;
/** What no flow leads to takes the light of what lies around it; alone, it takes that of where the flow leads. */
const LEAST_TRUST = 0.01;

/** A frame with what its colours become. */
export interface LitFrame {
  readonly frame: Picture;
  /** At most `CARRIED_PX` large. */
  readonly light: AffineField;
}

/** Fits what became of a frame. @param result of its size */
export function litFrame(frame: Picture, result: Picture): LitFrame {
  const radiusPx = Math.max(1, REACH * Math.max(frame.width, frame.height));
  const full = fitLocalAffine(frame.pixels, result.pixels, frame, {
    radiusPx,
    leastVariance: LEAST_VARIANCE,
  });
  const { width, height } = fitTo(frame, Math.min(CARRIED_PX, Math.max(frame.width, frame.height)));
  const coefficients = resample(full.coefficients, full, { width, height }, 'triangle');
  return { frame, light: { width, height, coefficients } };
}

/** The light of an earlier frame as it lies on a frame: it goes with the things. @param lit of a frame of the same size */
export function carriedLight(frame: Picture, lit: LitFrame): AffineField {
  const { width, height, coefficients } = lit.light;
  const flow = findFlow(frame, lit.frame);
  const trust = flowTrust(flow, findFlow(lit.frame, frame));
  const [stepX, stepY] = [frame.width / width, frame.height / height];
  const grid = { width, height, data: coefficients };
  const carried = new Float32Array(coefficients.length);
  const weights = new Float32Array(width * height);
  for (let y = 0, cell = 0; y < height; y++) {
    for (let x = 0; x < width; x++, cell++) {
      const pixel =
        Math.floor((y + 0.5) * stepY) * frame.width +
        Math.min(frame.width - 1, Math.floor((x + 0.5) * stepX));
      const weight = Math.max(LEAST_TRUST, trust[pixel]!);
      const [px, py] = [x + flow.dx[pixel]! / stepX, y + flow.dy[pixel]! / stepY];
      weights[cell] = weight;
      for (let k = 0; k < AFFINE_VALUES; k++)
        carried[cell * AFFINE_VALUES + k] = weight * sampleGrid(grid, px, py, AFFINE_VALUES, k);
    }
  }
  const radius = Math.max(1, Math.round(REACH * Math.max(width, height)));
  const [sums, totals] = [boxMean(carried, grid, radius, AFFINE_VALUES), boxMean(weights, grid, radius)];
  return {
    width,
    height,
    coefficients: sums.map((sum, i) => sum / totals[Math.floor(i / AFFINE_VALUES)]!),
  };
}

/** A frame under several lights at once. @param lights at least one, of one size, whose weights are 1 in all */
export function underLight(
  frame: Picture,
  lights: readonly { readonly weight: number; readonly light: AffineField }[],
): Picture {
  const first = lights[0]!.light;
  const coefficients = new Float32Array(first.coefficients.length);
  for (const { weight, light } of lights)
    for (let i = 0; i < coefficients.length; i++)
      coefficients[i] = coefficients[i]! + weight * light.coefficients[i]!;
  const pixels = applyAffine({ ...first, coefficients }, frame.pixels, frame);
  return { ...frame, pixels: pixels.map((value) => Math.min(1, Math.max(0, value))) };
}
