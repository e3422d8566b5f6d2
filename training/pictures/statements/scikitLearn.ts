import { basename } from 'node:path';
import type { StatementReader } from './statement.js';

const README = 'sklearn/datasets/images/README.txt';
const LICENCE = /creativecommons\.org\/licenses\/by\/(\d\.\d)\//;

/** Of scikit-learn: a README with a block for each picture, whose licence is a link. */
export const scikitLearnReadme: StatementReader = (files) => {
  const blocks = files
    .read(README)
    .toString('utf8')
    .split(/^Image: /m);
  return (path) => {
    const block = blocks.find((each) => each.startsWith(basename(path)));
    if (!block) return undefined;
    // The name that the text gives and the one that its link gives differ for one of the two: both are named.
    const name = /reserved by (\w+)/.exec(block)?.[1] ?? '';
    const account = /^\[2\] .*\/photos\/(\w+)\//m.exec(block)?.[1] ?? name;
    const author = name === account ? name : `${name} (linked to ${account})`;
    return { author, licence: `CC-BY-${LICENCE.exec(block)?.[1]}`, statedIn: README };
  };
};
