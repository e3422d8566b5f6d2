/** `nst studio`: a page in the browser, for those who would rather look than type. */
import { spawn } from 'node:child_process';
import { Command } from 'commander';
import { checkTable } from '../shared/options/checkTable.js';
import { say } from './streams.js';
import { STUDIO_FLAGS, type StudioFlags } from './studioFlags.js';
import { addTable } from './tableCommand.js';
import { withProgress } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst studio
  nst studio --folder ~/pictures/studio --port 4100 --no-open

The page is for this machine alone. Ctrl-C ends the studio; what was made stays in its folder.`;

/** The command, to be added to the program. */
export function studioCommand(): Command {
  const command = new Command('studio')
    .description('pictures, photographs, films, sounds and words in a page of the browser')
    .usage('[options]');
  return addTable(command, STUDIO_FLAGS).addHelpText('after', EXAMPLES).action(run);
}

const BYTES_PER_GB = 1e9;

async function run(flags: StudioFlags): Promise<void> {
  checkTable(STUDIO_FLAGS, flags);
  const { folder = '', room = 0, port = 0, open = true } = flags;
  const { serveStudio } = await import('../studio/serve.js');
  const { STUDIO_MEDIA } = await import('./studio/media.js');
  const { STUDIO_READERS } = await import('./studio/readers.js');
  await withProgress({ quiet: true, verbose: false }, ({ reporter, signal }) =>
    serveStudio({
      media: STUDIO_MEDIA,
      readers: STUDIO_READERS,
      folder,
      roomBytes: room * BYTES_PER_GB,
      port,
      reporter,
      signal,
      onOpen: (address) => {
        say(`studio: ${address}`);
        say(`everything stays in ${folder}; Ctrl-C ends the studio`);
        if (open) openBrowser(address);
      },
    }),
  );
}

/** What opens a page on each system. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
};

/** Where there is no browser, the address has been said. */
function openBrowser(address: string): void {
  const [program = '', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
