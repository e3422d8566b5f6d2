import { EVIDENCE, type Evidence } from './evidence.js';

/** Evidence that is further from the usual is as good as this, in standard deviations. */
const MOST_DEVIATIONS = 4;

/**
 * For each piece of evidence its mean and standard deviation over candidates, and what a deviation weighs and its square.
 *
 * Fitted to 260 styles made by formula with other letters, grounds, sizes, crops and noise than those of the bench (`npm run bench --
 * glyphStyles`), so that the candidate with the best score is the one that overlaps most with the truth (softmax over the candidates
 * of a style): it is within 0.9 of the truth in 77 % of them at the size of the search.
 */
const WEIGHTS: Readonly<Record<keyof Evidence, readonly [number, number, number, number]>> = {
  contrast: [0.664, 0.206, 0.487, -0.369],
  weakContrast: [0.283, 0.255, 0.413, 0.052],
  crest: [0.818, 0.111, 0.108, 0],
  closed: [0.31, 0.246, 0.143, -0.058],
  strokeSpread: [0.455, 0.236, -0.903, 0.071],
  strokeWidth: [-2.357, 0.531, 2.093, -1.281],
  roughness: [0.073, 0.22, -0.367, -0.392],
  parts: [1.036, 1.207, -0.161, -0.454],
  holes: [0.503, 0.648, -0.26, -0.026],
  atBorder: [0.014, 0.031, 0.464, -0.25],
  area: [0.248, 0.14, 0.963, -1.688],
  smallness: [-1.61, 0.745, 1.273, -1.018],
  offCentre: [0.08, 0.051, -0.652, -0.488],
  groundInside: [0.135, 0.251, -1.79, 0.854],
  groundBeside: [0.637, 0.292, 0.669, 0.218],
  leftOut: [0.133, 0.136, -1.13, -0.215],
  spreadInside: [0.248, 0.145, 0.055, 0.326],
  spreadBeside: [0.284, 0.161, -0.175, 0.005],
  bandAgainstCore: [0.22, 0.221, -1.299, 0.244],
  boxShare: [0.577, 0.188, -0.469, 0.032],
  shade: [0.027, 0.116, -1.36, 0.051],
  edgesInside: [0.177, 0.171, -1.635, 0.539],
  edgesBeside: [0.111, 0.098, 0.36, -0.074],
};

/** Fitted to the same styles and 48 pictures without lettering. */
const CONFIDENCE = { slope: 0.706, offset: -2.687 } as const;

/** How much a shape looks like lettering; only differences between candidates of one picture mean something. */
export function scoreOf(evidence: Evidence): number {
  return EVIDENCE.reduce((sum, name) => {
    const [mean, deviation, weight, squareWeight] = WEIGHTS[name];
    const raw = (evidence[name] - mean) / deviation;
    const z = Math.min(MOST_DEVIATIONS, Math.max(-MOST_DEVIATIONS, raw));
    return sum + weight * z + squareWeight * z * z;
  }, 0);
}

/** The probability, 0..1, that the best candidate of a picture is its lettering, by its score. */
export function confidenceOf(score: number): number {
  return 1 / (1 + Math.exp(-(CONFIDENCE.slope * score + CONFIDENCE.offset)));
}
