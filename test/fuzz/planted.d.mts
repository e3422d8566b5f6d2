import type { Target } from '../../fuzz/targets/target.js';

export const TARGETS: readonly Target[];
