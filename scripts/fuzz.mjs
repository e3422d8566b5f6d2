/** `npm run fuzz`: builds the fuzzer and runs it. */
import { runBuilt } from './built.mjs';

runBuilt('fuzz/fuzz', 'npm run fuzz', process.argv.slice(2));
