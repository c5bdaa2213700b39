import type { WholeContract } from '#contracts';
import type { JsonObject, Project } from '#disclosure';
import type { Said } from '../kit/index.js';

interface FactLine {
  readonly label: Said;
  readonly value?: Said;
  readonly href?: string;
  readonly at?: Date;
}

/** The facts column of a project, from its compiled release and its published contract. */
export function factsOf(project: Project, contract: WholeContract | null): { readonly lines: FactLine[]; readonly closesAt: Date | null } {
  const tender = (project.compiled.tender ?? {}) as JsonObject;
  const closesAt = dateAt(tender.tenderPeriod, 'endDate');
  const plan = ((project.compiled.relatedProcesses ?? []) as { identifier: string }[]).find(({ identifier }) =>
    identifier.includes('-PLAN-'),
  );
  const lines: (FactLine | null)[] = [
    { label: { key: 'disclosure.number' }, value: project.number },
    {
      label: { key: 'disclosure.department' },
      value: project.department,
      href: `/departments/${project.departmentCode}`,
    },
    { label: { key: 'disclosure.category' }, value: project.category },
    { label: { key: 'disclosure.method' }, value: text(tender.procurementMethodDetails) },
    {
      label: { key: 'disclosure.planned' },
      value: { key: 'disclosure.amount', facts: { amount: project.planned } },
    },
    closesAt && { label: { key: 'disclosure.closesAt' }, at: closesAt },
    project.kind === 'contracting'
      ? {
          label: { key: 'disclosure.notice' },
          value: { key: 'disclosure.readNotice' },
          href: `/notices/${project.number}`,
        }
      : null,
    project.kind === 'planning'
      ? {
          label: { key: 'disclosure.plan' },
          value: { key: 'disclosure.readPlan' },
          href: `/plans/${project.number}`,
        }
      : null,
    contract && {
      label: { key: 'disclosure.contract' },
      value: contract.number,
      href: `/contracts/${contract.number}`,
    },
    contract && {
      label: { key: 'disclosure.provider' },
      value: contract.content.provider.name,
      href: `/organizations/${contract.content.provider.uscc}`,
    },
    plan ? { label: { key: 'disclosure.planRecord' }, value: plan.identifier } : null,
  ];
  return { lines: lines.filter((line) => line !== null), closesAt };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '—');
function dateAt(value: unknown, name: string): Date | null {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'string' ? new Date(found) : null;
}
