import { roles } from '#kernel';
import { dutiesApart, incompatible, keepsLead, leadOfKind, rolesFit, rolesOfKind } from './role.rules.js';

describe('roles', () => {
  it('belong to one kind of organization each, keys of the box to three, and every role to some kind', () => {
    const all = Object.values(rolesOfKind).flat();
    expect([...new Set(all)].sort()).toEqual([...roles].sort());
    expect(all.filter((role, place) => all.indexOf(role) !== place)).toEqual(['key_holder', 'key_holder']);
  });

  it('have a lead among them in every kind', () => {
    for (const [kind, lead] of Object.entries(leadOfKind)) expect(rolesOfKind[kind as keyof typeof rolesOfKind]).toContain(lead);
  });

  it('are refused where they do not belong, and when there is none', () => {
    expect(rolesFit('provider', ['handler'])).toMatchObject({
      code: 'identity.role-not-here',
      facts: { role: 'handler' },
    });
    expect(rolesFit('department', [])).toMatchObject({ code: 'identity.role-needed' });
    expect(rolesFit('department', ['approver', 'acceptor'])).toBeUndefined();
  });

  it.each(incompatible)('%s and %s are never held by one person', (one, other) => {
    expect(dutiesApart([other, one])).toMatchObject({ code: 'identity.roles-incompatible' });
    expect(dutiesApart([one])).toBeUndefined();
  });

  it('of a provider go together', () => expect(dutiesApart([...rolesOfKind.provider])).toBeUndefined());

  it('keep a lead in a team that has one', () => {
    expect(keepsLead('provider', [['provider_admin'], ['field_staff']], [['field_staff']])).toMatchObject({
      code: 'identity.last-lead',
    });
    expect(keepsLead('provider', [['provider_admin'], ['provider_admin']], [['provider_admin']])).toBeUndefined();
    expect(keepsLead('agency', [['expert'], ['expert']], [['expert']])).toBeUndefined();
  });
});
