import { showYuan, yuan } from '#kernel';
import { type DraftContent, lotsOf, mandatoryContents, type NoticeContent } from '#tendering';
import type { Said } from '../kit/index.js';

interface Line {
  readonly label: Said;
  readonly value: Said;
}

/** What a notice says beside its text: lots, the policy it follows, bonds, key holders, and the eight contents it must have. */
export function besideText(content: NoticeContent | DraftContent): object {
  const { schedule } = content;
  const until = (time: string | undefined): Date | null => (time ? new Date(time) : null);
  const times = 'noticeUntil' in schedule ? schedule : undefined;
  const documentsUntil = until((times as NoticeContent['schedule'] | undefined)?.documentsUntil);
  const noticeUntil = until((times as NoticeContent['schedule'] | undefined)?.noticeUntil);
  return {
    hasLots: (content.lots?.length ?? 0) > 1,
    shownLots: lotsOf(content as NoticeContent).map((lot) => ({
      ...lot,
      text: { key: 'tendering.lotLine', facts: { quantity: lot.quantity, unit: lot.unit, maxPrice: showYuan(yuan(lot.maxPrice)) } },
    })),
    policyLines: policyLines(content),
    mandatory: mandatoryContents(content).map(({ no, there }) => ({
      text: { key: `tendering.mandatory.${no}` },
      light: there === null ? 'grey' : there ? 'green' : 'red',
      word: { key: `tendering.contents.${there === null ? 'later' : there ? 'there' : 'missing'}` },
      detail: detailOf(no, documentsUntil, noticeUntil),
    })),
  };
}

function detailOf(no: number, documentsUntil: Date | null, noticeUntil: Date | null): Said | null {
  if (no === 5)
    return documentsUntil ? { key: 'tendering.documentsFree', facts: { until: documentsUntil } } : { key: 'tendering.documentsFreeOnly' };
  return no === 6 && noticeUntil ? { key: 'tendering.noticeStands', facts: { until: noticeUntil } } : null;
}

function policyLines(content: NoticeContent | DraftContent): Line[] {
  const policy = 'policy' in content ? content.policy : undefined;
  const { bonds } = content;
  const lines: (Line | false)[] = [
    Boolean(policy?.smeReserve) && line('Reserve', { key: `tendering.sme.${policy!.smeReserve}` }),
    Boolean(policy?.approval) && line('Approval', { key: 'tendering.policyApprovalText', facts: { ...policy!.approval! } }),
    Boolean(policy?.pool) && line('Pool', { key: 'tendering.policyPoolText', facts: { draw: policy!.pool!.draw } }),
    Boolean(bonds?.bid) && bond({ key: 'tendering.bondsBid', facts: { amount: showYuan(yuan(bonds!.bid!)) } }),
    Boolean(bonds?.performancePercent) && bond({ key: 'tendering.bondsPerformance', facts: { percent: bonds!.performancePercent! } }),
  ];
  return lines.filter((each) => each !== false);
}

const line = (name: string, value: Said): Line => ({ label: { key: `tendering.policy${name}` }, value });
const bond = (value: Said): Line => ({ label: { key: 'tendering.bonds' }, value });
