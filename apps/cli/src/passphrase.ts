import { Wanting } from './wanting.js';

const variable = 'QIYUE_PASSPHRASE';

/** A passphrase from the environment, or typed unseen at a terminal, or the first line of standard input. */
export async function askPassphrase(what: string): Promise<string> {
  const given = process.env[variable];
  if (given) return given;
  const typed = process.stdin.isTTY ? await typedUnseen(what) : await firstLine();
  if (typed) return typed;
  throw new Wanting(
    `需要口令：设置 ${variable} 或从标准输入给出。`,
    `A passphrase is needed: set ${variable} or send it on standard input.`,
  );
}

async function firstLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0]!.replace(/\r$/, '');
}

function typedUnseen(what: string): Promise<string> {
  process.stderr.write(`${what}: `);
  process.stdin.setRawMode(true);
  process.stdin.resume();
  return new Promise((resolve, reject) => {
    let text = '';
    const done = (end: () => void): void => {
      process.stdin.setRawMode(false);
      process.stdin.pause();
      process.stdin.off('data', read);
      process.stderr.write('\n');
      end();
    };
    const read = (chunk: Buffer): void => {
      for (const sign of chunk.toString('utf8')) {
        if (sign === '\r' || sign === '\n') return done(() => resolve(text));
        if (sign === '\u0003') return done(() => reject(new Error('interrupted')));
        text = sign === '\u007f' ? text.slice(0, -1) : text + sign;
      }
    };
    process.stdin.on('data', read);
  });
}
