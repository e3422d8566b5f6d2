import { integerOption } from '../shared/options/numbers.js';
import { outputOption } from '../shared/options/paths.js';

/** Iterations between two previews: seldom enough not to be felt, often enough to see what becomes of it. */
const PREVIEW_EVERY = 10;

/** Flags of previews while the work goes on. @param help what the file is */
export function previewFlags(help: string) {
  return {
    preview: outputOption({ help, section: 'What is told' }),
    previewEvery: integerOption({
      help: 'iterations between previews',
      placeholder: '<n>',
      section: 'What is told',
      part: 'output',
      min: 1,
      fallback: PREVIEW_EVERY,
    }),
  } as const;
}
