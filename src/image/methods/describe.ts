import type { Method } from './method.js';
import { COMMAND_METHODS, GUIDED_METHODS, METHODS } from './registry.js';

/** A method with the name that it goes by. */
export interface MethodFacts extends Method {
  readonly name: string;
  /** Whether it is a preset, options that go with any, or a command of its own. */
  readonly kind: 'preset' | 'options' | 'command';
}

/** Every method for pictures: the presets, what goes with any of them, and what has a command of its own. */
export function describeMethods(): MethodFacts[] {
  const factsOf = (methods: Readonly<Record<string, Method>>, kind: MethodFacts['kind']) =>
    Object.entries(methods).map(([name, { source, use, limits, example, departures }]) => ({
      name,
      kind,
      source,
      use,
      limits,
      example,
      departures,
    }));
  return [
    ...factsOf(METHODS, 'preset'),
    ...factsOf(GUIDED_METHODS, 'options'),
    ...factsOf(COMMAND_METHODS, 'command'),
  ];
}
