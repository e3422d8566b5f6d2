/** Other programs, run by the gate. */
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';

/**
 * Runs a program to its end.
 *
 * @param {string} program a path, or a name to be found
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {string} [options.bin] a folder that is searched for programs first: that of a Node
 * @param {Record<string, string>} [options.env] beside what this process has
 * @param {boolean} [options.isShown] its output goes where this process' goes, and is not returned
 * @param {number} [options.code] that it must exit with
 * @returns {Promise<{ stdout: string, stderr: string }>}
 * @throws when it cannot be started, or exits with another code
 */
export function run(program, args, { cwd, bin, env = {}, isShown = false, code = 0 } = {}) {
  const path = bin ? `${bin}${delimiter}${process.env.PATH}` : process.env.PATH;
  return new Promise((resolve, reject) => {
    const output = { stdout: '', stderr: '' };
    const stdio = isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
    const child = spawn(program, args, { cwd, stdio, env: { ...process.env, ...env, PATH: path } });
    for (const stream of ['stdout', 'stderr']) {
      child[stream]?.on('data', (data) => {
        output[stream] += data;
      });
    }
    child.on('error', reject);
    child.on('close', (found, signal) => {
      if (found === code) return resolve(output);
      const said = `${output.stdout}${output.stderr}`.trim();
      reject(
        new Error(`${program} ${args.join(' ')}: expected exit ${code}, found ${found ?? signal}\n${said}`),
      );
    });
  });
}
