import type { Method } from './method.js';
import { GUIDED_METHODS, METHODS } from './registry.js';

/** A method with the name that it goes by. */
export interface MethodFacts extends Method {
  readonly name: string;
  /** Whether it is a preset, or options that go with any. */
  readonly kind: 'preset' | 'options';
}

/** Every method for pictures: the presets, then what goes with any of them. */
export function describeMethods(): MethodFacts[] {
  const factsOf = (methods: Readonly<Record<string, Method>>, kind: MethodFacts['kind']) =>
    Object.entries(methods).map(([name, { source, use, example, departures }]) => ({
      name,
      kind,
      source,
      use,
      example,
      departures,
    }));
  return [...factsOf(METHODS, 'preset'), ...factsOf(GUIDED_METHODS, 'options')];
}
