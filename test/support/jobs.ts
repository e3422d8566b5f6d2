import { existsSync, writeFileSync } from 'node:fs';
import type { JobKind } from '../../src/jobs/kind.js';
import { NstError } from '../../src/shared/errors.js';
import { integerOption, numberOption } from '../../src/shared/options/numbers.js';
import { fileOption, filesOption, outputOption } from '../../src/shared/options/paths.js';
import { switchOption, textOption } from '../../src/shared/options/texts.js';

const row = { section: 'The look', part: 'recipe', help: '' } as const;

/** Options of every sort. */
export const COPY_TABLE = {
  content: fileOption({ ...row, placeholder: '[content]' }),
  style: filesOption(row),
  words: textOption({ ...row, placeholder: '[words...]' }),
  styleScale: numberOption({ ...row, placeholder: '<factor>', min: 0, max: 4 }),
  size: integerOption({ ...row, placeholder: '<px>', min: 1, max: 100, fallback: 8 }),
  output: outputOption({ ...row }),
  force: switchOption({ ...row, part: 'output' }),
};

/** A kind of job that writes its options into its output. `calls` counts how often; `work` may fail in its place. */
export function copyKind(
  work: (values: Readonly<Record<string, unknown>>) => Promise<void> = async () => {},
) {
  const calls: string[] = [];
  const kind: JobKind = {
    command: 'copy',
    table: COPY_TABLE,
    plan: async (values) => {
      const output = values.output as string;
      if (existsSync(output) && values.force !== true)
        throw new NstError('NST_WOULD_OVERWRITE', `${output}: exists already`);
      return {
        outputs: [output],
        inputs: [],
        run: async ({ tell }) => {
          calls.push(output);
          await work(values);
          const { force: _, ...shown } = values;
          writeFileSync(output, JSON.stringify(shown));
          tell({ lines: [output], json: { output }, isStopped: false });
        },
      };
    },
  };
  return { kind, calls };
}
