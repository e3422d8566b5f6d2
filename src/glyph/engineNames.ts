export const ENGINES = ['auto', 'patch', 'bands', 'teffect2017', 'gram'] as const;
/**
 * What makes the effect: patches of the example; the statistics of a network's features, band by band around the shape;
 * patches as T-Effect has them; or whichever suits. `gram` is what `bands` was called first.
 */
export type EngineName = (typeof ENGINES)[number];

/** The engine that `auto` stands for: patches keep directions, and take a fiftieth of the time (docs/benchmarks.md). */
export function chosenEngine(engine: EngineName): Exclude<EngineName, 'auto' | 'gram'> {
  if (engine === 'auto') return 'patch';
  return engine === 'gram' ? 'bands' : engine;
}
