import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The commands of docs/verify-an-opening.md, as they stand there. */
const steps = [...readFileSync(join(__dirname, '../../../docs/verify-an-opening.md'), 'utf8').matchAll(/```bash\n(.*?)```/gs)]
  .map(([, block]) => block)
  .join('\n');

/** Are the three programs here? */
export const there = ['bash', 'unzip', 'sha256sum', 'age', 'age-keygen'].every((program) => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** What the commands of the page say of a package, line by line. */
export function told(zip: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'qiyue-steps-'));
  try {
    writeFileSync(join(folder, 'package.zip'), zip);
    writeFileSync(join(folder, 'steps.sh'), steps);
    const said = execFileSync('bash', ['steps.sh'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return said.trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
