import type { Provider, Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ActorGuard } from '../../../api/src/actor.guard.js';
import { PasswordStrategy } from '../../../api/src/identity/password.strategy.js';
import { registerMessages } from '../kit/messages.js';
import { AccessPages } from './access.page.js';
import { AccountPages } from './account.page.js';
import { ConfirmPages } from './confirm.page.js';
import { identityMessages } from './identity.messages.js';
import { JoinPages } from './join.page.js';
import { RegisterPages } from './register.page.js';
import { SecondFactorPages } from './second-factor.page.js';
import { SecretForms } from './secret-form.js';
import { SignInPages } from './sign-in.page.js';
import { TeamPages } from './team.page.js';

registerMessages(identityMessages);

export const identityPages: Type[] = [
  SignInPages,
  RegisterPages,
  JoinPages,
  ConfirmPages,
  SecondFactorPages,
  TeamPages,
  AccessPages,
  AccountPages,
];
/** The guard of all doors and the strategy both sign-in routes use stand here, once for the whole application. */
export const identityPageProviders: Provider[] = [{ provide: APP_GUARD, useClass: ActorGuard }, PasswordStrategy, SecretForms];
