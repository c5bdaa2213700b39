import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { found, type Role, roles, system } from '#kernel';
import { Config } from '#platform';
import { Accounts, Invitations } from '#identity';
import { normalUscc, OrganizationQueries } from '#organizations';
import { say } from './say.js';

const operator = system('cli');

/** `qiyue user add`, `qiyue user reset`. */
export function peopleCommands(program: Command, open: () => Promise<INestApplicationContext>): void {
  const user = program.command('user').description('people and their accounts');
  user
    .command('add')
    .description('make an account; prints a one-time link by which the person sets a password')
    .requiredOption('--login <login>', 'login: 3 to 64 of a-z 0-9 . _ - @')
    .requiredOption('--name <name>', 'name of the person')
    .requiredOption('--organization <uscc>', 'credit code of the organization')
    .requiredOption('--roles <roles...>', `one or more of ${roles.join(' ')}`)
    .action(async (options: { login: string; name: string; organization: string; roles: string[] }, command: Command) => {
      const app = await open();
      try {
        const organization = found(await app.get(OrganizationQueries).byUscc(normalUscc(options.organization)), 'organization');
        const { login, name } = options;
        const wanted = options.roles.flatMap((role) => role.split(',')) as Role[];
        const { personId, link } = await app
          .get(Accounts)
          .create(operator, { login, name, organizationId: organization.id, roles: wanted });
        const address = app.get(Config).publicUrl + link!;
        say(
          command,
          { personId, link: address },
          `${name} (${login}) now belongs to ${organization.name}.`,
          `Valid for seven days, once: ${address}`,
        );
      } finally {
        await app.close();
      }
    });
  user
    .command('reset')
    .description('print a one-time link by which a person sets a new password and enrols anew')
    .requiredOption('--login <login>', 'login of the person')
    .action(async ({ login }: { login: string }, command: Command) => {
      const app = await open();
      try {
        const link = app.get(Config).publicUrl + (await app.get(Invitations).resetByLogin(operator, login.trim().toLowerCase()));
        say(command, { link }, `Valid for seven days, once: ${link}`);
      } finally {
        await app.close();
      }
    });
}
