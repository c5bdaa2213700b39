export const reviewKinds = ['general', 'focused'] as const;
/** 一般性审查 · 重点审查 */
export type ReviewKind = (typeof reviewKinds)[number];

/** What every requirement is reviewed for (财库〔2021〕22号 Art. 30). */
export const generalOpinions = ['procedure'] as const;

/** The four of 重点审查 (Art. 31): 非歧视性、竞争性、采购政策、履约风险. */
export const focusedOpinions = ['nondiscrimination', 'competition', 'policy', 'risk'] as const;

export const opinionSubjects = [...generalOpinions, ...focusedOpinions] as const;
export type OpinionSubject = (typeof opinionSubjects)[number];

/** One person's opinion as it is kept. */
export interface ReviewLine {
  readonly no: number;
  readonly kind: ReviewKind;
  readonly passed: boolean;
  readonly opinions: readonly { readonly what: OpinionSubject; readonly passes: boolean; readonly text: string }[];
  readonly personName: string;
  readonly at: Date;
}
