import type { Organization } from '#organizations';
import type { NoticeContent } from './content.view.js';

/** Met by what the register knows; not met, with what would change it; or for the provider to declare or prove. */
export type EligibilityResult = 'yes' | 'no' | 'declare';

/** One condition of a notice as it stands for one organization. `line` names a condition that the notice's method or policy makes. */
export interface EligibilityLine {
  readonly text: string | null;
  readonly line: 'reserved' | 'invited' | null;
  readonly result: EligibilityResult;
  /** Why, as a key of words; `classification` is a fact of them. */
  readonly why: 'registered' | 'classOne' | 'good' | 'noted' | 'abnormal' | 'banned' | 'reserved' | 'invited' | 'declare';
}

export type Asking = Pick<Organization, 'uscc' | 'classOne' | 'standing' | 'classification'>;

/** Only enterprises are small or medium ones: a code of an association, a service institution or a foundation never is (T15). */
export const isEnterprise = (uscc: string): boolean => /^9[123]/.test(uscc);

/** May this organization take part in anything at all? */
export const maySupply = ({ classOne, standing }: Pick<Asking, 'classOne' | 'standing'>): boolean =>
  !classOne && standing !== 'banned' && standing !== 'abnormal';

/** Every condition of a notice, line by line, as far as the register can tell. */
export function eligibilityLines(
  provider: Asking,
  { eligibility, policy }: Pick<NoticeContent, 'eligibility' | 'policy'>,
  admission: { readonly byInvitation: boolean; readonly invited: boolean },
): EligibilityLine[] {
  const conditions = eligibility.map(({ text }): EligibilityLine => ({ text, line: null, ...judged(text, provider) }));
  const reserved: EligibilityLine[] =
    policy?.smeReserve === 'reserve'
      ? [
          {
            text: null,
            line: 'reserved',
            result: isEnterprise(provider.uscc) ? 'declare' : 'no',
            why: isEnterprise(provider.uscc) ? 'declare' : 'reserved',
          },
        ]
      : [];
  const invited: EligibilityLine[] = admission.byInvitation
    ? [{ text: null, line: 'invited', result: admission.invited ? 'yes' : 'no', why: 'invited' }]
    : [];
  return [...conditions, ...reserved, ...invited];
}

function judged(text: string, { classOne, standing }: Asking): Pick<EligibilityLine, 'result' | 'why'> {
  if (/独立承担民事责任|依法成立|依法登记/.test(text))
    return classOne ? { result: 'no', why: 'classOne' } : { result: 'yes', why: 'registered' };
  if (/商业信誉|信用|重大违法记录/.test(text)) {
    if (standing === 'banned' || standing === 'abnormal') return { result: 'no', why: standing };
    return standing === 'good' ? { result: 'yes', why: 'good' } : { result: 'declare', why: 'noted' };
  }
  return { result: 'declare', why: 'declare' };
}
