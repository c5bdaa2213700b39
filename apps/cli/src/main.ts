import 'reflect-metadata';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The root of the installation, for everything that reads files of its own; set before anything else is loaded.
process.env.QIYUE_ROOT ??= join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const { isOffline, runOffline } = await import('./offline.js');
if (isOffline(process.argv)) await runOffline(process.argv);
else {
  const { runCommand } = await import('./program.js');
  await runCommand(process.argv);
}
