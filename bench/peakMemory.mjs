/** Preloaded into a measured process (`node --import`): writes its peak memory in bytes to a file when it ends. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  // maxRSS is in kilobytes on every platform that libuv knows.
  writeFileSync(process.env.NST_PEAK_FILE, String(process.resourceUsage().maxRSS * 1024));
});
