import { refuse, type Refusal } from '#kernel';

/** A judgement names a bid of this procedure; one that says no names the conditions and the reason the bidder will read. */
export function judgementFault(
  { passed, unmet = [], reason = '' }: { passed: boolean; unmet?: readonly string[]; reason?: string },
  bidKnown: boolean,
  conditions: readonly string[],
): Refusal | undefined {
  const fault = (field: string, code: string): Refusal => refuse('invalid', code, {}, [{ field, code }]);
  if (!bidKnown) return fault('bidId', 'evaluation.no-such-bid');
  if (passed) return undefined;
  if (unmet.some((id) => !conditions.includes(id))) return fault('unmet', 'qualification.no-such-condition');
  if (conditions.length > 0 && unmet.length === 0) return fault('unmet', 'qualification.condition-missing');
  return reason ? undefined : fault('reason', 'qualification.reason-missing');
}

/** Every bid has its answer. */
export function settled(candidates: readonly { readonly passed: boolean | null }[]): Refusal | undefined {
  const open = candidates.filter(({ passed }) => passed === null).length;
  return open ? refuse('conflict', 'qualification.unsettled', { open }) : undefined;
}
