import { type Logger, pino } from 'pino';

/** Structured log to standard error; standard output belongs to commands. Never a body, a name or an address in it. */
export function makeLog(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['req.headers', 'authorization', 'cookie'] },
    pino.destination({ dest: 2, sync: false }),
  );
}
export type Log = Logger;
