import { Injectable } from '@nestjs/common';
import { ContractQueries, type Contract } from '#contracts';
import { has } from '#kernel';
import type { Organization } from '#organizations';
import { type ProfileBlock, ProfileBlocks, type ProfileSource } from '../organizations/profile-blocks.js';
import { ProjectLinks } from '../tendering/project-links.js';
import { TodoSources, WorkspaceLinks } from '../kit/index.js';
import { ContractTodos } from './contracts.todo.js';

/** Puts contracts where people come from: workspaces, to-do lists, projects, organizations. */
@Injectable()
export class ContractLinks implements ProfileSource {
  constructor(
    sources: TodoSources,
    links: WorkspaceLinks,
    projects: ProjectLinks,
    profiles: ProfileBlocks,
    todos: ContractTodos,
    private readonly contracts: ContractQueries,
  ) {
    sources.add(todos);
    links.add('buy', { key: 'contracts.ours', href: '/buy/contracts', hint: 'contracts.ours.hint' });
    links.add('org', { key: 'contracts.ours', href: '/org/contracts', hint: 'contracts.ours.hint' });
    projects.add({
      key: 'contracts.project',
      href: ({ id }) => `/buy/contracts/for/${id}`,
      when: ({ state }, actor) => ['closed', 'completed'].includes(state) && has(actor, 'handler', 'approver', 'acceptor'),
      next: ({ state }, actor) => state === 'completed' && has(actor, 'handler'),
    });
    profiles.add(this);
  }

  /** An organization's published contracts, on either side. */
  async block({ id, kind }: Organization): Promise<ProfileBlock | null> {
    if (kind !== 'department' && kind !== 'provider') return null;
    const side = kind === 'department' ? { departmentId: id } : { providerId: id };
    const { items } = await this.contracts.list({ ...side, published: true, limit: 10 });
    const other = ({ content }: Contract) => (kind === 'department' ? content.provider.name : content.buyer.name);
    return {
      title: { key: 'contracts.title' },
      none: { key: 'contracts.profile.none' },
      rows: items.map((contract) => ({
        title: contract.title,
        href: `/contracts/${contract.number}`,
        facts: [
          { label: { key: 'contracts.price' }, value: { key: 'contracts.amount', facts: { amount: contract.price } } },
          { label: { key: kind === 'department' ? 'contracts.provider' : 'contracts.buyer' }, value: other(contract) },
        ],
      })),
      ...(items.length === 10 && { more: { title: { key: 'contracts.title' }, href: '/contracts' } }),
    };
  }
}
