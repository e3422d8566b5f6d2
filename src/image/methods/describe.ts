import { factsOf, type MethodFacts } from '../../shared/methods/method.js';
import { COMMAND_METHODS, GUIDED_METHODS, METHODS } from './registry.js';

/** Every method for pictures: the presets, what goes with any of them, and what has a command of its own. */
export const describeMethods = (): MethodFacts[] => [
  ...factsOf(METHODS, 'preset'),
  ...factsOf(GUIDED_METHODS, 'options'),
  ...factsOf(COMMAND_METHODS, 'command'),
];
