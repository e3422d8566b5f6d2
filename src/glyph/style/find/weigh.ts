import { EVIDENCE, type Evidence } from './evidence.js';

/** Evidence that is further from the usual is as good as this, in standard deviations. */
const MOST_DEVIATIONS = 4;

/** Mean and standard deviation of a piece of evidence over candidates; what a deviation weighs by itself, and for each unit. */
interface Weight {
  readonly mean: number;
  readonly deviation: number;
  readonly weight: number;
  readonly units: readonly number[];
}

/**
 * A sum of the evidence and of eight units that see it together: what speaks for a plain letter speaks against a hatched one.
 *
 * Fitted to 260 styles made by formula, of the effects and grounds of the bench (`npm run bench -- glyphStyles`) with other letters,
 * sizes, crops and noise, so that the candidate with the best score is the one that overlaps most with the truth (softmax over the candidates
 * of a style). At the size of the search the best one overlaps with the truth by 0.95 in the mean on the bench's.
 */
const WEIGHTS: Readonly<Record<keyof Evidence, Weight>> = {
  contrast: {
    mean: 0.664,
    deviation: 0.206,
    weight: -0.207,
    units: [0.516, -0.348, -0.376, 0.488, -0.196, -0.402, -1.02, 0.00796],
  },
  weakContrast: {
    mean: 0.283,
    deviation: 0.255,
    weight: 0.153,
    units: [0.189, 0.488, 0.0302, 0.0426, 0.1, 0.28, 0.048, -0.487],
  },
  crest: {
    mean: 0.818,
    deviation: 0.111,
    weight: 0.324,
    units: [-0.345, 0.156, 0.165, -0.145, -0.438, -0.033, 0.267, 0.379],
  },
  closed: {
    mean: 0.31,
    deviation: 0.246,
    weight: 0.0483,
    units: [-0.455, -0.278, -0.181, -0.162, 0.267, 0.112, -0.518, -0.302],
  },
  strokeSpread: {
    mean: 0.455,
    deviation: 0.236,
    weight: -0.632,
    units: [0.247, -0.273, -0.445, 0.351, -0.132, -0.014, -0.0223, 0.206],
  },
  strokeWidth: {
    mean: -2.36,
    deviation: 0.531,
    weight: -0.535,
    units: [-0.383, 0.477, -0.0139, 1.66, 0.0909, -0.00784, -0.388, 0.174],
  },
  roughness: {
    mean: 0.0735,
    deviation: 0.22,
    weight: -0.0758,
    units: [0.507, -0.215, -0.292, 0.119, -0.11, -0.00138, 0.233, -0.0288],
  },
  parts: {
    mean: 1.04,
    deviation: 1.21,
    weight: 0.118,
    units: [0.763, -0.108, 0.368, -0.0192, -0.305, -0.538, 0.188, 0.637],
  },
  holes: {
    mean: 0.503,
    deviation: 0.648,
    weight: 0.144,
    units: [-0.0607, 0.0508, -0.258, 0.122, 0.0562, 0.066, -0.0824, 0.106],
  },
  atBorder: {
    mean: 0.0135,
    deviation: 0.031,
    weight: -0.0836,
    units: [-0.376, 0.0987, -0.363, -0.161, 0.255, 0.0564, -0.549, 0.191],
  },
  area: {
    mean: 0.248,
    deviation: 0.14,
    weight: -1.2,
    units: [-0.33, 0.874, -0.325, -0.366, 0.249, -0.00462, -0.397, 0.718],
  },
  smallness: {
    mean: -1.61,
    deviation: 0.745,
    weight: 0.00764,
    units: [-0.656, 0.981, 0.00683, -0.101, -0.764, -0.361, -0.725, -0.573],
  },
  offCentre: {
    mean: 0.0803,
    deviation: 0.0512,
    weight: -0.505,
    units: [0.105, 0.0116, -0.11, 0.383, -0.108, 0.0265, 0.012, 0.0416],
  },
  groundInside: {
    mean: 0.135,
    deviation: 0.251,
    weight: -0.354,
    units: [-0.216, -0.151, -0.158, 0.177, -0.119, 0.653, -0.222, -0.538],
  },
  groundBeside: {
    mean: 0.637,
    deviation: 0.292,
    weight: -0.413,
    units: [-0.233, -0.0464, 0.661, 0.485, -0.102, 0.222, -0.097, -0.323],
  },
  leftOut: {
    mean: 0.133,
    deviation: 0.136,
    weight: -0.245,
    units: [0.219, -0.692, -0.79, 0.222, -0.159, 0.675, -0.376, 0.13],
  },
  spreadInside: {
    mean: 0.248,
    deviation: 0.145,
    weight: -0.287,
    units: [-0.395, -0.393, 0.47, -0.291, 1.12, -0.367, 0.0575, -0.158],
  },
  spreadBeside: {
    mean: 0.284,
    deviation: 0.161,
    weight: 0.0525,
    units: [0.102, -0.388, -0.219, -0.0514, -0.231, -0.351, 0.0672, 0.39],
  },
  bandAgainstCore: {
    mean: 0.22,
    deviation: 0.221,
    weight: -0.727,
    units: [-0.0823, 0.794, 0.378, -0.21, 1.15, 0.265, 0.492, 0.132],
  },
  boxShare: {
    mean: 0.577,
    deviation: 0.188,
    weight: -0.153,
    units: [0.126, -0.0747, -0.325, -0.0931, 0.0239, -0.32, -0.104, 0.138],
  },
  shade: {
    mean: 0.0275,
    deviation: 0.116,
    weight: -0.794,
    units: [0.162, 0.103, -0.42, -0.25, -1.23, 0.878, -0.0946, 0.0955],
  },
  edgesInside: {
    mean: 0.177,
    deviation: 0.171,
    weight: -0.539,
    units: [-0.166, 0.13, 0.622, -0.123, -0.161, 1.04, -0.0739, -0.864],
  },
  edgesBeside: {
    mean: 0.111,
    deviation: 0.098,
    weight: -0.0668,
    units: [-0.657, 0.0502, -0.26, 0.116, -0.144, -0.0458, 0.722, -0.365],
  },
};
const UNITS = {
  offsets: [-1.08, 0.611, -2.62, 0.726, 2.25, 1.38, -1.35, 0.614],
  weights: [-2.01, 2.35, 1.99, 2.04, -1.75, -2.57, -2.41, -2],
} as const;

/** Fitted to the best scores of the same styles and of 48 pictures without lettering. */
const CONFIDENCE = { slope: 1.44, offset: -6.01 } as const;

/** How much a shape looks like lettering. */
export function scoreOf(evidence: Evidence): number {
  const sums: number[] = [...UNITS.offsets];
  let score = 0;
  for (const name of EVIDENCE) {
    const { mean, deviation, weight, units } = WEIGHTS[name];
    const raw = (evidence[name] - mean) / deviation;
    const z = Math.min(MOST_DEVIATIONS, Math.max(-MOST_DEVIATIONS, raw));
    score += weight * z;
    for (const [k, unit] of units.entries()) sums[k] = sums[k]! + unit * z;
  }
  return sums.reduce((sum, value, k) => sum + UNITS.weights[k]! * Math.tanh(value), score);
}

/** The probability, 0..1, that the best candidate of a picture is its lettering, by its score. */
export function confidenceOf(score: number): number {
  return 1 / (1 + Math.exp(-(CONFIDENCE.slope * score + CONFIDENCE.offset)));
}
