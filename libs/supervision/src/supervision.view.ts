import type { Trace } from './history.rules.js';
import type { LitDeadline, ProjectLights } from './light.queries.js';

/** A deadline as it leaves, with the rule and everything that went into its light. */
export function deadlineView({ id, subject, subjectType, project, key, holder, startsAt, dueAt, metAt, light, why }: LitDeadline) {
  const { rule, standing, inputs } = why;
  const { amberAt, cancelledAt, ruleDay, fixed, provisional } = inputs;
  return {
    id,
    subject,
    subjectType,
    project,
    key,
    holder,
    startsAt,
    dueAt,
    metAt,
    light,
    standing,
    rule: rule && {
      key: rule.key,
      value: rule.value,
      unit: rule.unit,
      citation: rule.citation,
      region: rule.region,
    },
    inputs: { amberAt, cancelledAt, ruleDay, fixed, provisional },
  };
}

/** What everybody may know of a project's clocks: the light, and what is due when by which rule. */
export function publicLightsView({ light, open }: ProjectLights) {
  return {
    light,
    open: open.map(({ key, dueAt, light: own, why }) => ({
      key,
      dueAt,
      light: own,
      citation: why.rule?.citation ?? null,
    })),
  };
}

export function traceView({ id, at, type, stage, subject, personId, organizationId, machine, veiled, facts }: Trace): Trace {
  return { id, at, type, stage, subject, personId, organizationId, machine, veiled, facts };
}
