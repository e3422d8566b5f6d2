/** `node scripts/train.mjs <network>`: builds the training programs and runs one of training/<network>/train.ts. */
import { runBuilt } from './built.mjs';

const [network, ...args] = process.argv.slice(2);
runBuilt(`training/${network}/train`, 'node scripts/train.mjs audio|pictures [options]', args);
