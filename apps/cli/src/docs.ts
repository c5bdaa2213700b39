import * as assessment from '#assessment';
import * as bidding from '#bidding';
import * as calendar from '#calendar';
import * as contracts from '#contracts';
import * as delivery from '#delivery';
import * as documents from '#documents';
import * as evaluation from '#evaluation';
import * as frameworks from '#frameworks';
import * as identity from '#identity';
import { diagram, type Lifecycle } from '#kernel';
import * as ledger from '#ledger';
import * as notifications from '#notifications';
import * as objections from '#objections';
import * as organizations from '#organizations';
import * as payments from '#payments';
import * as planning from '#planning';
import { allRefusals } from '#platform';
import * as supervision from '#supervision';
import * as tendering from '#tendering';
import * as disclosure from '#disclosure';
import '../../portal/src/kit/index.js';

const rooms: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  calendar,
  documents,
  ledger,
  organizations,
  identity,
  planning,
  tendering,
  bidding,
  evaluation,
  objections,
  contracts,
  frameworks,
  delivery,
  assessment,
  payments,
  notifications,
  disclosure,
  supervision,
};

/** The lifecycle tables that rooms show at their front door: [room, name, table]. */
export function lifecycles(): [string, string, Lifecycle<string, string>][] {
  return Object.entries(rooms).flatMap(([room, exports]) =>
    Object.entries(exports)
      .filter(([name]) => name.endsWith('Lifecycle'))
      .map(([name, table]): [string, string, Lifecycle<string, string>] => [
        room,
        kebab(name.replace(/Lifecycle$/, '')),
        table as Lifecycle<string, string>,
      ]),
  );
}

/** What `docs/` says and the code decides: file name below docs/, text. */
export function generatedDocs(): Map<string, string> {
  const pages = lifecycles().map(([room, name, table]): [string, string] => [
    `lifecycles/${name}.md`,
    `# ${name}\n\nRoom \`${room}\`. Drawn from its table; do not edit.\n\n\`\`\`mermaid\n${diagram(table)}\n\`\`\`\n`,
  ]);
  return new Map([...pages, ['refusals.md', refusals()]]);
}

function refusals(): string {
  const rows = allRefusals().map(([code, { zh, en }]) => `| \`${code}\` | ${cell(zh)} | ${cell(en)} |`);
  return `# Refusals\n\nEvery "no" has a code; these are the sentences people read. Made from the rooms' \`.refusals.ts\`; do not edit.\n\n| code | 中文 | English |\n|---|---|---|\n${rows.join('\n')}\n`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '');
