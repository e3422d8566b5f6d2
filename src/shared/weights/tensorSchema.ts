/** What lists of tensors have in common, whatever the format: shapes and scales, checked before they are believed. */
import { z } from 'zod';
import { MAX_DIMENSION, MAX_DIMENSIONS } from './tensors.js';

/** The dimensions of a tensor. */
export const SHAPE = z.array(z.int().min(0).max(MAX_DIMENSION)).max(MAX_DIMENSIONS);

/** How 8- or 16-bit codes become values. */
export const SCALE = z.object({ scale: z.number(), min: z.number() });

/** The SHA-256 of a file. */
export const SHA256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits');

/**
 * Any JSON object, as it is. Zod's own records leave out a key that a tensor may well have, `__proto__`, and check all
 * values before they tell of one.
 */
export const RECORD = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'an object',
);
