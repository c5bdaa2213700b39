import { type ChallengeOutcome, outcomes, type Remedy } from '#objections';

const said = (key: string, value: string) => ({ value, text: { key: `${key}.${value}` } });
const hinted = (key: string, value: string) => ({ ...said(key, value), hint: { key: `${key}Hint.${value}` } });

/** Does somebody sign for the legal representative? */
export const signers = ['no', 'yes'].map((value) => said('objections.signs', value));

export const affects = ['yes', 'no'].map((value) => hinted('objections.affects', value));

export const outcomeItems = (key: 'objections.outcome' | 'objections.decision') =>
  outcomes.map((value: ChallengeOutcome) => hinted(key, value));

export const remedyItems = (remedies: readonly Remedy[]) => remedies.map((value) => hinted('objections.remedy', value));

export const groundItems = ['unfounded', 'unproven', 'fabricated'].map((value) => said('objections.ground', value));

export const turnItems = ['refuse', 'redirect'].map((value) => hinted('objections.turn', value));

/** Evidence as the list of files shows it. */
export const fileLines = (evidence: readonly { id: string; name: string; size: number; sha256: string }[]) =>
  evidence.map(({ id, name, size, sha256 }) => ({
    href: `/files/${id}`,
    name,
    size: `${Math.max(1, Math.round(size / 1024))} KB`,
    digest: sha256,
  }));
