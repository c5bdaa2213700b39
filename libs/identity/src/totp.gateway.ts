import { generateSecret, generateURI, verify } from 'otplib';

const period = 30;

/** RFC 6238: six digits, thirty seconds, SHA-1, as every authenticator app knows it. */
export const newTotpSecret = (): string => generateSecret();

/** What the QR picture says. */
export const totpUri = (login: string, secret: string): string => generateURI({ issuer: '契约 Qiyue', label: login, secret, period });

/**
 * The time step a code belongs to, or undefined when it is wrong. One step of grace either way; a step that was used
 * (`lastStep`) or lies before it is not taken again.
 */
export async function totpStep(secret: string, code: string, at: Date, lastStep: bigint | null): Promise<bigint | undefined> {
  if (!/^\d{6}$/.test(code)) return undefined;
  const epoch = Math.floor(at.getTime() / 1000);
  const result = await verify({ secret, token: code, epoch, period, epochTolerance: period });
  if (!result.valid) return undefined;
  const step = BigInt(Math.floor(epoch / period) + result.delta);
  return lastStep !== null && step <= lastStep ? undefined : step;
}
