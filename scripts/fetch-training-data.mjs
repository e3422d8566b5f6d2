/** `node scripts/fetch-training-data.mjs FOLDER`: builds and runs training/pictures/fetch.ts. */
import { resolve } from 'node:path';
import { runBuilt } from './built.mjs';

// What runs works in the root of the repository; a folder is meant to be where the command was given.
const [folder, ...options] = process.argv.slice(2);
const args = folder === undefined ? [] : [resolve(folder), ...options];
runBuilt('training/pictures/fetch', 'node scripts/fetch-training-data.mjs FOLDER', args);
