/** The note that a run leaves in its folder, and the other files of it. */
import { z } from 'zod';

/** Names of files in the folder of a run. */
export const [INFO, VIEW, BEFORE] = ['run.json', 'view.png', 'before.png'] as const;
/** Of a result; what a command keeps on the way has more endings. */
export const RESULT_NAME = /^result\.[a-z0-9]+$/;
export const RUN_PARTS = ['result', 'preview', 'view', 'before'] as const;
/** One of `RUN_PARTS`: a file that a page may ask for. */
export type RunPart = (typeof RUN_PARTS)[number];

const RUN_INFO = z.object({
  id: z.string(),
  medium: z.string(),
  fields: z.record(z.string(), z.unknown()),
  state: z.enum(['done', 'stopped', 'failed']),
  addedMs: z.number(),
  seconds: z.number(),
  step: z.number(),
  steps: z.number(),
  stage: z.string(),
  // Runs of older versions have none.
  stages: z.array(z.string()).default([]),
  warnings: z.array(z.string()),
  problem: z.string().optional(),
  summary: z.string().optional(),
  figures: z.array(z.string()).default([]),
  curve: z.array(z.tuple([z.number(), z.number()])),
  previews: z.number(),
  result: z.string().regex(RESULT_NAME).optional(),
  hasBefore: z.boolean().default(false),
  commandLine: z.string(),
});

/** The note of a run that is over. */
export const RUN_NOTE = { of: 'a run', schema: RUN_INFO, maxBytes: 2 ** 20 };
