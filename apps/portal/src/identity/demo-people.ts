import type { Role } from '#kernel';

/** Logins the sandbox offers on its sign-in page, one for each kind of work. */
export const demoPeople: readonly { readonly login: string; readonly role: Role; readonly also: string }[] = [
  { login: 'mz-handler', role: 'handler', also: '海陵区民政局' },
  { login: 'mz-approver', role: 'approver', also: '海陵区民政局' },
  { login: 'mz-acceptor', role: 'acceptor', also: '海陵区民政局' },
  { login: 'cz-checker', role: 'finance_checker', also: '海陵区财政局' },
  { login: 'cz-approver', role: 'finance_approver', also: '海陵区财政局' },
  { login: 'cz-cashier', role: 'cashier', also: '海陵区财政局' },
  { login: 'org01', role: 'provider_admin', also: '海陵区夕阳红居家养老服务中心' },
  { login: 'org02', role: 'provider_admin', also: '海陵区爱心奶奶公益服务社' },
  { login: 'org03', role: 'provider_admin', also: '海陵区心灵乐园心理服务中心' },
  { login: 'expert1', role: 'expert', also: '评审专家库' },
  { login: 'sj-supervisor', role: 'supervisor', also: '海陵区审计局' },
  { login: 'operator', role: 'operator', also: '契约平台运维' },
];
