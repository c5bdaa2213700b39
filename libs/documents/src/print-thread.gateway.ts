import { parentPort, workerData } from 'node:worker_threads';
import { drawn } from './drawing.gateway.js';
import type { Sheet } from './sheet.rules.js';

/** The program of a drawing thread: one sheet in, one PDF out. */
if (parentPort) parentPort.postMessage(await drawn(workerData as Sheet));
