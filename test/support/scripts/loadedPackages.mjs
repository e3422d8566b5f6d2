/** Runs the command line, and prints its exit code and the packages (and folders of vendor/) that it loaded code of. */
import { Session } from 'node:inspector';
import { main } from '../../../dist/cli/main.js';

/** Takes what is written and forgets it. */
const swallow = (...args) => {
  const done = args.at(-1);
  if (typeof done === 'function') done();
  return true;
};
process.stdout.write = swallow;
process.stderr.write = swallow;
await main(process.argv.slice(2));
delete process.stdout.write;

const packages = new Set();
const session = new Session();
session.connect();
// When it is enabled, the debugger tells of everything that was parsed before.
session.on('Debugger.scriptParsed', ({ params: { url } }) => {
  const path = url.replaceAll('\\', '/');
  const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? /.*\/(vendor\/\w+)/.exec(path);
  if (name) packages.add(name[1]);
});
session.post('Debugger.enable');
session.disconnect();

const code = process.exitCode ?? 0;
// It is this script that must end well.
process.exitCode = 0;
console.log(JSON.stringify({ code, packages: [...packages].sort() }));
