import { Injectable } from '@nestjs/common';
import { ensure, refuse, type Role, system } from '#kernel';
import { Config, Database } from '#platform';
import { completeUscc, type Organization, type OrganizationKind, OrganizationQueries, OrganizationService } from '#organizations';
import { makePerson } from './account.service.js';
import { Passwords } from './password.gateway.js';

/** The one password of every demo account; it breaks our own rule for passwords and exists in the sandbox only. */
export const demoPassword = 'qiyue-demo-2026';

interface DemoPerson {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

const departmentCodes = ['mz', 'cl', 'sf', 'tw', 'rs', 'wj', 'cd', 'jt'];
const surnames =
  '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严';
const given = [
  '书琴',
  '建平',
  '晓岚',
  '文博',
  '雨欣',
  '志远',
  '秀兰',
  '海峰',
  '若彤',
  '立新',
  '思源',
  '美玲',
  '国栋',
  '静怡',
  '子轩',
  '春燕',
  '永康',
  '佳宁',
  '明哲',
  '素芬',
  '浩然',
  '慧敏',
  '庆丰',
  '婉清',
  '少华',
  '丽娟',
  '承志',
];

/** Made up, the same at each start, no two alike. */
const nameOf = (place: number): string =>
  surnames[(place * 7) % surnames.length]! + given[(place * 5 + Math.floor(place / given.length)) % given.length]!;

/** People for every organization of the demo year, with all its roles. */
@Injectable()
export class DemoAccounts {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly register: OrganizationService,
    private readonly passwords: Passwords,
  ) {}

  /** Makes what is missing; answers how many accounts are new. Refuses `identity.demo-outside-sandbox`. */
  async create(): Promise<{ created: number }> {
    ensure(this.config.sandbox ? undefined : refuse('forbidden', 'identity.demo-outside-sandbox'));
    const passwordHash = await this.passwords.hash(demoPassword);
    const actor = system('demo');
    const pool = await this.own('12321202MB990001', '评审专家库', actor);
    const platform = await this.own('12321202MB990002', '契约平台运维', actor);
    const imported = await this.imported();
    const of = (kind: OrganizationKind): Organization[] => imported.filter((organization) => organization.kind === kind);
    const teams: [string, Omit<DemoPerson, 'name'>[]][] = [
      ...of('department').map(({ id }, place) => [id, department(place)] as [string, Omit<DemoPerson, 'name'>[]]),
      ...of('finance')
        .slice(0, 1)
        .map(({ id }) => [id, finance] as [string, Omit<DemoPerson, 'name'>[]]),
      ...of('supervisor')
        .slice(0, 1)
        .map(({ id }) => [id, supervision] as [string, Omit<DemoPerson, 'name'>[]]),
      ...of('provider').map(({ id }, place) => [id, provider(place)] as [string, Omit<DemoPerson, 'name'>[]]),
      [
        pool,
        Array.from({ length: 9 }, (_, place) => ({
          login: `expert${place + 1}`,
          roles: ['expert'] as const,
        })),
      ],
      [platform, [{ login: 'operator', roles: ['operator'] }]],
    ];
    const people = teams.flatMap(([organizationId, team]) => team.map((person) => ({ ...person, organizationId })));
    return this.database.transaction(async (tx) => {
      const known = new Set((await tx.query<{ login: string }[]>('select login from identity.account')).map(({ login }) => login));
      let created = 0;
      for (const [place, person] of people.entries()) {
        if (known.has(person.login)) continue;
        await makePerson(tx, actor, { ...person, name: nameOf(place), passwordHash, by: 'account' });
        created += 1;
      }
      return { created };
    });
  }

  /** Departments, providers and the others in the order in which their files brought them. */
  private async imported(): Promise<Organization[]> {
    const all: Organization[] = [];
    for await (const organization of this.organizations.all({})) all.push(organization);
    return all.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** An organization the demo brings along: the pool of experts, the platform's own people. */
  private async own(first16: string, name: string, actor: ReturnType<typeof system>): Promise<string> {
    const uscc = completeUscc(first16);
    const known = await this.organizations.byUscc(uscc);
    if (known) return known.id;
    return this.database.transaction((tx) =>
      this.register.register(tx, actor, {
        uscc,
        name,
        kind: 'agency',
        classification: '事业单位',
        region: this.config.region,
        contact: null,
        source: 'platform',
      }),
    );
  }
}

function department(place: number): Omit<DemoPerson, 'name'>[] {
  const code = departmentCodes[place] ?? `bm${place + 1}`;
  const people = (['handler', 'approver', 'acceptor'] as const).map((role) => ({ login: `${code}-${role}`, roles: [role] }));
  return [...people, { login: `${code}-key`, roles: ['key_holder'] }];
}

const finance: Omit<DemoPerson, 'name'>[] = [
  { login: 'cz-checker', roles: ['finance_checker'] },
  { login: 'cz-approver', roles: ['finance_approver'] },
  { login: 'cz-cashier', roles: ['cashier'] },
  { login: 'cz-key', roles: ['key_holder'] },
];

const supervision: Omit<DemoPerson, 'name'>[] = [
  { login: 'sj-supervisor', roles: ['supervisor'] },
  { login: 'sj-key', roles: ['key_holder'] },
];

function provider(place: number): Omit<DemoPerson, 'name'>[] {
  const login = `org${String(place + 1).padStart(2, '0')}`;
  return [
    { login, roles: ['provider_admin'] },
    { login: `${login}-lead`, roles: ['project_lead'] },
    { login: `${login}-finance`, roles: ['provider_finance'] },
    { login: `${login}-field`, roles: ['field_staff'] },
  ];
}
