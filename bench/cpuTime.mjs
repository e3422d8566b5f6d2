/** Loaded before a command with --import: leaves its CPU time, all threads, in milliseconds in the file NST_CPU_FILE. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.NST_CPU_FILE, String((user + system) / 1000));
});
