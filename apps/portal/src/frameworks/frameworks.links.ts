import { Injectable } from '@nestjs/common';
import { methodRules } from '#calendar';
import { has } from '#kernel';
import { TodoSources, WorkspaceLinks } from '../kit/index.js';
import { ProjectLinks } from '../tendering/project-links.js';
import { FrameworkTodos } from './frameworks.todo.js';

/** Puts framework agreements where people come from: workspaces, to-do lists, projects. */
@Injectable()
export class FrameworkLinks {
  constructor(sources: TodoSources, links: WorkspaceLinks, projects: ProjectLinks, todos: FrameworkTodos) {
    sources.add(todos);
    links.add('buy', { key: 'frameworks.ours', href: '/buy/frameworks', hint: 'frameworks.ours.hint' });
    links.add('org', { key: 'frameworks.ours', href: '/org/frameworks', hint: 'frameworks.ours.hint' });
    projects.add({
      key: 'frameworks.project',
      href: ({ id }) => `/buy/frameworks/for/${id}`,
      when: ({ state, method }, actor) =>
        ['closed', 'completed'].includes(state) && methodRules[method].framework !== null && has(actor, 'handler', 'approver', 'acceptor'),
      next: ({ state }, actor) => state === 'closed' && has(actor, 'approver'),
    });
  }
}
