import { refuse, type Refusal } from '#kernel';

/** The figures of the rule book for the panel of one procedure. */
export interface PanelRules {
  readonly min: number;
  readonly odd: boolean;
  readonly expertShare: { readonly numerator: number; readonly denominator: number };
}

/** The least number of experts on a panel of a size: at least the share, rounded up. */
export function leastExperts(size: number, { expertShare: { numerator, denominator } }: Pick<PanelRules, 'expertShare'>): number {
  return Math.ceil((size * numerator) / denominator);
}

/** Odd, large enough, and with enough experts among them. */
export function lawfulPanel(size: number, experts: number, rules: PanelRules): Refusal | undefined {
  if (size < rules.min)
    return refuse('invalid', 'panel.too-small', { size, min: rules.min }, [
      { field: 'size', code: 'panel.too-small', facts: { size, min: rules.min } },
    ]);
  if (rules.odd && size % 2 === 0)
    return refuse('invalid', 'panel.even', { size }, [{ field: 'size', code: 'panel.even', facts: { size } }]);
  const least = leastExperts(size, rules);
  if (experts < least)
    return refuse('invalid', 'panel.too-few-experts', { experts, least, size }, [
      { field: 'representatives', code: 'panel.too-few-experts', facts: { experts, least, size } },
    ]);
  return undefined;
}

/** Are there enough people to draw from? */
export function enoughToDraw(available: number, needed: number): Refusal | undefined {
  return available < needed ? refuse('conflict', 'panel.register-too-small', { available, needed }) : undefined;
}

/** Enough offers for a lot to go on; with fewer it fails (MOF Order 87 Art. 44). */
export function enoughQualified(qualified: number, min: number): Refusal | undefined {
  return qualified < min ? refuse('conflict', 'evaluation.too-few-qualified', { qualified, min }) : undefined;
}

/** Experts are drawn so late that nobody can seek them out before (财库〔2016〕198号). `latest` is the last instant to meet. */
export function notDrawnTooEarly(meetsAt: Date | null, at: Date, latest: Date): Refusal | undefined {
  if (!meetsAt) return undefined;
  const fault = (code: string): Refusal => refuse('invalid', code, { latest }, [{ field: 'meetsAt', code, facts: { latest } }]);
  if (meetsAt <= at) return fault('panel.meets-in-the-past');
  return meetsAt > latest ? fault('panel.drawn-too-early') : undefined;
}
